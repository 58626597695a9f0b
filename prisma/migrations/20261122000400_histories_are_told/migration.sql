-- Which files of a project's repository changed together, as a runner read it in its clone: forecasts of collisions rest
-- on it. One row a project, of a bounded size; places and counts, neither words nor people of any commit.
CREATE TABLE "project_history" (
    "project_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "runner_name" TEXT NOT NULL,
    "tip" TEXT NOT NULL,
    "commits" INTEGER NOT NULL,
    "paths" TEXT[],
    "changes" INTEGER[],
    "pairs" INTEGER[],
    "pair_count" INTEGER NOT NULL DEFAULT 0,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "project_history_pkey" PRIMARY KEY ("project_id")
);
CREATE UNIQUE INDEX "project_history_workspace_id_project_id_key" ON "project_history"("workspace_id", "project_id");
ALTER TABLE "project_history" ADD CONSTRAINT "project_history_workspace_id_project_id_fkey" FOREIGN KEY ("workspace_id", "project_id") REFERENCES "project"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;
alter table project_history add constraint project_history_is_bounded
  check (cardinality(paths) <= 1000 and cardinality(changes) = cardinality(paths) and cardinality(pairs) <= 9000);

grant select, insert, update, delete on project_history to ao_app, ao_engine;
alter table project_history enable row level security;
alter table project_history force row level security;
create policy one_workspace on project_history to ao_app
  using (workspace_id = nullif(current_setting('app.workspace', true), '')::uuid
    and project_id <> all (((select ao_hidden())::uuid[])))
  with check (workspace_id = nullif(current_setting('app.workspace', true), '')::uuid);
create policy engine on project_history to ao_engine using (true) with check (true);
