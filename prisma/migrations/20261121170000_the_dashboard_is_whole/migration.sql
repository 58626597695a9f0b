-- CreateEnum
CREATE TYPE "TaskType" AS ENUM ('epic', 'feature', 'story', 'task', 'bug');

-- CreateEnum
CREATE TYPE "Resolution" AS ENUM ('duplicate', 'invalid', 'already_resolved', 'wont_fix');

-- AlterTable
ALTER TABLE "project" ADD COLUMN "max_concurrent" INTEGER;

-- AlterTable
ALTER TABLE "task" ADD COLUMN "avoid_runner_ids" UUID[] DEFAULT ARRAY[]::UUID[],
ADD COLUMN "origin_id" UUID,
ADD COLUMN "parent_id" UUID,
ADD COLUMN "resolution" "Resolution",
ADD COLUMN "resolution_note" TEXT,
ADD COLUMN "target_branch" TEXT,
ADD COLUMN "type" "TaskType" NOT NULL DEFAULT 'task';

-- AlterTable
ALTER TABLE "agent" ADD COLUMN "kill_request" TEXT,
ADD COLUMN "pause_requested_at" TIMESTAMPTZ(6),
ADD COLUMN "paused_at" TIMESTAMPTZ(6);

-- AlterTable
ALTER TABLE "runner" ADD COLUMN "pause_note" TEXT;

-- CreateIndex
CREATE INDEX "task_parent_id_idx" ON "task"("parent_id");

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_workspace_id_parent_id_fkey" FOREIGN KEY ("workspace_id", "parent_id") REFERENCES "task"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- ---------------------------------------------------------------------------
-- What Prisma cannot describe.

alter table task alter column avoid_runner_ids set not null;

-- Each project's ready tasks in claim order: what a fair claim walks where several projects are served.
create index task_ready_by_project on task (workspace_id, project_id, claim_key, id) where ready is not null;

-- Which sub-tasks are open still.
create index task_open_children on task (parent_id) where parent_id is not null and status not in ('COMPLETED', 'FAILED', 'CANCELLED', 'SKIPPED');

alter table task add constraint task_is_not_its_own_parent check (parent_id is null or parent_id <> id);
-- What gathers sub-tasks is not offered to runners.
alter table task add constraint task_container_is_not_ready check (ready is null or type in ('task', 'bug'));

create or replace function task_may_move(old_status "TaskStatus", new_status "TaskStatus") returns boolean
language sql immutable parallel safe as $$
  select (old_status::text, new_status::text) in (values
    ('DRAFT', 'QUEUED'),
    ('DRAFT', 'CANCELLED'),
    ('QUEUED', 'ASSIGNED'),
    ('QUEUED', 'BLOCKED'),
    ('QUEUED', 'SKIPPED'),
    ('QUEUED', 'CANCELLING'),
    ('QUEUED', 'CANCELLED'),
    ('BLOCKED', 'QUEUED'),
    ('BLOCKED', 'COMPLETED'),
    ('BLOCKED', 'SKIPPED'),
    ('BLOCKED', 'CANCELLING'),
    ('BLOCKED', 'CANCELLED'),
    ('ASSIGNED', 'IN_PROGRESS'),
    ('ASSIGNED', 'QUEUED'),
    ('ASSIGNED', 'NEEDS_HUMAN'),
    ('ASSIGNED', 'CANCELLING'),
    ('IN_PROGRESS', 'VERIFYING'),
    ('IN_PROGRESS', 'QUEUED'),
    ('IN_PROGRESS', 'NEEDS_HUMAN'),
    ('IN_PROGRESS', 'CANCELLING'),
    ('VERIFYING', 'IN_REVIEW'),
    ('VERIFYING', 'COMPLETED'),
    ('VERIFYING', 'QUEUED'),
    ('VERIFYING', 'NEEDS_HUMAN'),
    ('VERIFYING', 'CANCELLING'),
    ('VERIFYING', 'CANCELLED'),
    ('IN_REVIEW', 'MERGING'),
    ('IN_REVIEW', 'QUEUED'),
    ('IN_REVIEW', 'CANCELLING'),
    ('IN_REVIEW', 'CANCELLED'),
    ('MERGING', 'COMPLETED'),
    ('MERGING', 'IN_REVIEW'),
    ('NEEDS_HUMAN', 'QUEUED'),
    ('NEEDS_HUMAN', 'SKIPPED'),
    ('NEEDS_HUMAN', 'CANCELLING'),
    ('NEEDS_HUMAN', 'CANCELLED'),
    ('NEEDS_HUMAN', 'FAILED'),
    ('CANCELLING', 'CANCELLED')
  )
$$;
