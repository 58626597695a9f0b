-- AlterTable
ALTER TABLE "agent" ADD COLUMN     "resumed_attempt" INTEGER;

-- AlterTable
ALTER TABLE "runner" ADD COLUMN     "quota_until" TIMESTAMPTZ(6);

-- AlterTable
ALTER TABLE "task" ADD COLUMN     "prefer_runner_id" UUID,
ADD COLUMN     "prefer_until" TIMESTAMPTZ(6);

-- CreateTable
CREATE TABLE "message" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "task_id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "agent_id" UUID,
    "author_id" UUID,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "delivered_at" TIMESTAMPTZ(6),
    "seen_at" TIMESTAMPTZ(6),

    CONSTRAINT "message_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "message_task_id_seq_idx" ON "message"("task_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "message_workspace_id_id_key" ON "message"("workspace_id", "id");

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_workspace_id_task_id_fkey" FOREIGN KEY ("workspace_id", "task_id") REFERENCES "task"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;



-- ---------------------------------------------------------------------------
-- What Prisma cannot describe.

-- A message is seen by a model only after its engine has it.
alter table message add constraint message_seen_after_delivered check (seen_at is null or delivered_at is not null);
alter table message add constraint message_taken_by_an_agent check (delivered_at is null or agent_id is not null);
alter table task add constraint task_preference_has_an_end check ((prefer_runner_id is null) = (prefer_until is null));

-- What no model has seen: what a live agent asks for.
create index message_unseen on message (task_id, seq) where seen_at is null;
-- Sessions are looked up to see whether one is in use, and who asked what in it.
create index agent_by_engine_session on agent (engine_session_id) where engine_session_id is not null;

alter table message enable row level security;
alter table message force row level security;
create policy one_workspace on message to ao_app using (workspace_id = nullif(current_setting('app.workspace', true), '')::uuid);
create policy engine on message to ao_engine using (true);
grant select, insert, update, delete on message to ao_app, ao_engine;
grant usage, select on sequence message_seq_seq to ao_app, ao_engine;
