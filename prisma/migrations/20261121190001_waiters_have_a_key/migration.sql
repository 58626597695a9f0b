-- AlterTable
ALTER TABLE "task" ADD COLUMN "wait_key" TEXT;

-- ---------------------------------------------------------------------------
-- What Prisma cannot describe.

-- Who waits for a path, for what lies beneath it, and for what a glob may match: a lock that ends looks here.
create index task_waits on task (workspace_id, project_id, wait_key collate "C") where wait_key is not null;
create index task_waits_for_glob on task (workspace_id, project_id) where wait_key ~ '[*?]';
