-- Files that a task is likely to change besides those it names, by what changed together in its project's history. Worked
-- out where the task is written, so that a claim only has to compare.
ALTER TABLE "task" ADD COLUMN "likely_files" TEXT[] DEFAULT ARRAY[]::TEXT[];
