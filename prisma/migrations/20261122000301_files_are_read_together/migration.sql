-- What a task only reads is held shared: others may hold what overlaps so too, and nobody writes it.
ALTER TABLE "task" ADD COLUMN "reads_hint" TEXT[] DEFAULT ARRAY[]::TEXT[];
ALTER TABLE "file_lock" ADD COLUMN "shared" BOOLEAN NOT NULL DEFAULT false;

-- A task that held a path to read it may come to write it.
grant update on file_lock to ao_app, ao_engine;
