-- Since when an ended task is kept out of the lists.
alter table task add column archived_at timestamptz(6);

-- What a task begins with that is made often.
create table task_template (
  id           uuid not null primary key,
  workspace_id uuid not null references workspace (id) on delete cascade on update no action,
  -- null: of every project.
  project_id   uuid,
  name         text not null,
  draft        jsonb not null,
  created_by   uuid,
  created_at   timestamptz(6) not null default clock_timestamp(),
  constraint task_template_workspace_id_project_id_fkey foreign key (workspace_id, project_id)
    references project (workspace_id, id) on delete cascade on update no action
);
create unique index task_template_workspace_id_name_key on task_template (workspace_id, name);
create index task_template_project_id_idx on task_template (project_id);

-- A list of tasks that somebody comes back to: what the address says of it.
create table saved_view (
  id           uuid not null primary key,
  workspace_id uuid not null references workspace (id) on delete cascade on update no action,
  user_id      uuid not null references "user" (id) on delete cascade on update no action,
  shared       boolean not null default false,
  name         text not null,
  query        text not null,
  created_at   timestamptz(6) not null default clock_timestamp()
);
create index saved_view_workspace_id_id_idx on saved_view (workspace_id, id);
create index saved_view_user_id_idx on saved_view (user_id);

do $$
declare
  mine text := 'workspace_id = nullif(current_setting(''app.workspace'', true), '''')::uuid';
  t text;
begin
  foreach t in array array['task_template', 'saved_view'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy one_workspace on %I to ao_app using (%s) with check (%s)', t, mine, mine);
    execute format('create policy engine on %I to ao_engine using (true)', t);
    execute format('grant select, insert, update, delete on %I to ao_app, ao_engine', t);
  end loop;
  execute format('alter policy one_workspace on task_template using (%s and (project_id is null or project_id <> all (((select ao_hidden())::uuid[])))) with check (%1$s)', mine);
end $$;
