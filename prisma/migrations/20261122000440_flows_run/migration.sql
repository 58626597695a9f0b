-- A flow at work: its document as it was when it began, and every step of every round as a row.
CREATE TABLE "flow_run" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "flow_id" UUID,
    "flow_version" INTEGER,
    "name" TEXT NOT NULL,
    "document" JSONB NOT NULL,
    "inputs" JSONB NOT NULL DEFAULT '{}',
    "status" TEXT NOT NULL DEFAULT 'RUNNING',
    "note" TEXT,
    "steps" INTEGER NOT NULL,
    "left_open" INTEGER NOT NULL,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "replay_of" UUID,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(6),

    CONSTRAINT "flow_run_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "flow_run_workspace_id_id_key" ON "flow_run"("workspace_id", "id");
CREATE INDEX "flow_run_workspace_id_flow_id_id_idx" ON "flow_run"("workspace_id", "flow_id", "id");
ALTER TABLE "flow_run" ADD CONSTRAINT "flow_run_workspace_id_project_id_fkey" FOREIGN KEY ("workspace_id", "project_id") REFERENCES "project"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

CREATE TABLE "flow_node" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "scope" TEXT NOT NULL,
    "step" INTEGER NOT NULL,
    "node" TEXT NOT NULL,
    "part" TEXT,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "reason" TEXT,
    "open" INTEGER NOT NULL,
    "enough" INTEGER NOT NULL,
    "met" INTEGER NOT NULL DEFAULT 0,
    "cause" INTEGER,
    "branch" BOOLEAN,
    "round" INTEGER,
    "left_open" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "busy" INTEGER NOT NULL DEFAULT 0,
    "group_scope" TEXT,
    "group_step" INTEGER,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "task_id" UUID,
    "items" JSONB,
    "output" JSONB,
    "due_at" TIMESTAMPTZ(6),
    "started_at" TIMESTAMPTZ(6),
    "ended_at" TIMESTAMPTZ(6),

    CONSTRAINT "flow_node_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "flow_node_run_id_scope_step_key" ON "flow_node"("run_id", "scope", "step");
CREATE UNIQUE INDEX "flow_node_task_id_key" ON "flow_node"("task_id");
ALTER TABLE "flow_node" ADD CONSTRAINT "flow_node_workspace_id_run_id_fkey" FOREIGN KEY ("workspace_id", "run_id") REFERENCES "flow_run"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

alter table task add column flow_run_id uuid, add column flow_node_id uuid, add column flow_try integer;

-- ---------------------------------------------------------------------------
-- What Prisma cannot describe.

-- A step of a run begins once a try, whoever offers it.
create unique index task_of_flow_node on task (flow_node_id, flow_try) where flow_node_id is not null;
create index task_of_flow_run on task (flow_run_id) where flow_run_id is not null;
-- What its group holds back, in the order of the document.
create index flow_node_held_back on flow_node (run_id, group_step, group_scope, step, scope) where status = 'ready';
create index flow_node_is_timed on flow_node (due_at) where status = 'running' and due_at is not null;
create index flow_run_is_open on flow_run (status) where status in ('PAUSED', 'ABORTING');
alter table flow_run add constraint flow_run_has_a_status check (status in ('RUNNING', 'PAUSED', 'ABORTING', 'COMPLETED', 'FAILED', 'CANCELLED'));
alter table flow_node add constraint flow_node_has_a_status
  check (status in ('waiting', 'ready', 'running', 'review', 'succeeded', 'failed', 'skipped', 'cancelled'));

do $$
declare
  mine   text := '%1$s.workspace_id = nullif(current_setting(''app.workspace'', true), '''')::uuid';
  seen   text := '%1$s.project_id <> all (((select ao_hidden())::uuid[]))';
  of_run text := '(select ao_hidden()) = ''{}'' or exists (select from flow_run r where r.workspace_id = %1$s.workspace_id and r.id = %1$s.run_id)';
  t text;
begin
  foreach t in array array['flow_run', 'flow_node'] loop
    execute format('alter table %1$s enable row level security', t);
    execute format('alter table %1$s force row level security', t);
    execute format('create policy one_workspace on %1$s to ao_app using (' || mine || ' and (' || case t when 'flow_run' then seen else of_run end || ')) with check (' || mine || ')', t);
    execute format('create policy engine on %1$s to ao_engine using (true)', t);
    execute format('grant select, insert, update, delete on %1$s to ao_app, ao_engine', t);
  end loop;
end $$;
