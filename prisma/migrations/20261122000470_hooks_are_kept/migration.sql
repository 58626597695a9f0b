-- What hooks of an engine have told of a node of a flow or a task, the last of each.
CREATE TABLE "hook_call" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "project_id" UUID,
    "task_id" UUID,
    "node_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT,
    "payload" JSONB NOT NULL,
    "actor" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "hook_call_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "hook_call_workspace_id_node_id_id_idx" ON "hook_call"("workspace_id", "node_id", "id");
CREATE INDEX "hook_call_workspace_id_id_idx" ON "hook_call"("workspace_id", "id");
CREATE INDEX "hook_call_project_id_idx" ON "hook_call"("project_id");
CREATE INDEX "hook_call_task_id_idx" ON "hook_call"("task_id");
ALTER TABLE "hook_call" ADD CONSTRAINT "hook_call_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "hook_call" ADD CONSTRAINT "hook_call_workspace_id_project_id_fkey" FOREIGN KEY ("workspace_id", "project_id") REFERENCES "project"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "hook_call" ADD CONSTRAINT "hook_call_workspace_id_task_id_fkey" FOREIGN KEY ("workspace_id", "task_id") REFERENCES "task"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- ---------------------------------------------------------------------------
-- What Prisma cannot describe.

-- What is told of a task belongs to the task's project.
alter table hook_call add constraint hook_call_of_task_has_project check (task_id is null or project_id is not null);
alter table hook_call add constraint hook_call_kind check (kind in ('agent-complete', 'file-changed', 'agent-error', 'checkpoint'));

alter table hook_call enable row level security;
alter table hook_call force row level security;
create policy one_workspace on hook_call to ao_app
  using (workspace_id = nullif(current_setting('app.workspace', true), '')::uuid
         and (project_id is null or project_id <> all (((select ao_hidden())::uuid[]))))
  with check (workspace_id = nullif(current_setting('app.workspace', true), '')::uuid);
create policy engine on hook_call to ao_engine using (true);
grant select, insert, update, delete on hook_call to ao_app, ao_engine;
