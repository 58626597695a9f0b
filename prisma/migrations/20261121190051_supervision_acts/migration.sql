-- AlterTable
ALTER TABLE "project" ADD COLUMN "stall" JSONB;

-- AlterTable
ALTER TABLE "task" ADD COLUMN "counted_from" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "agent" ADD COLUMN "signature" TEXT,
ADD COLUMN "supervision" JSONB;

-- AlterTable
ALTER TABLE "runner" ADD COLUMN "earlier_jwk" JSONB,
ADD COLUMN "key_changed_at" TIMESTAMPTZ(6);

-- CreateTable
CREATE TABLE "recovery" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "runner_id" UUID NOT NULL,
    "task_id" UUID NOT NULL,
    "attempt" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'kept',
    "commit_sha" TEXT NOT NULL,
    "files" INTEGER NOT NULL,
    "branch" TEXT,
    "note" TEXT,
    "requested_by" UUID,
    "kept_at" TIMESTAMPTZ(6) NOT NULL,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "recovery_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "recovery_task_id_idx" ON "recovery"("task_id");

-- CreateIndex
CREATE UNIQUE INDEX "recovery_runner_id_task_id_attempt_key" ON "recovery"("runner_id", "task_id", "attempt");

-- AddForeignKey
ALTER TABLE "recovery" ADD CONSTRAINT "recovery_workspace_id_task_id_fkey" FOREIGN KEY ("workspace_id", "task_id") REFERENCES "task"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "recovery" ADD CONSTRAINT "recovery_workspace_id_runner_id_fkey" FOREIGN KEY ("workspace_id", "runner_id") REFERENCES "runner"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- ---------------------------------------------------------------------------
-- What Prisma cannot describe.

alter table recovery add constraint recovery_state_is_known check (state in ('kept', 'requested', 'recovered', 'failed'));
create index recovery_requested on recovery (runner_id) where state = 'requested';

alter table recovery enable row level security;
alter table recovery force row level security;
create policy one_workspace on recovery to ao_app using (workspace_id = nullif(current_setting('app.workspace', true), '')::uuid);
create policy engine on recovery to ao_engine using (true);
grant select, insert, update, delete on recovery to ao_app, ao_engine;
