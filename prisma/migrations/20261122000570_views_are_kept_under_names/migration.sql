-- What a view shows is kept by its parts, which the API checks; nothing has kept an address yet.
alter table saved_view drop column query;
alter table saved_view add column shows jsonb not null default '{}';
-- A view of one project goes with it, and is there for those alone who see the project.
alter table saved_view add column project_id uuid;
alter table saved_view add constraint saved_view_workspace_id_project_id_fkey
  foreign key (workspace_id, project_id) references project (workspace_id, id) on delete cascade on update no action;
create index saved_view_project_id_idx on saved_view (project_id);
create unique index saved_view_workspace_id_user_id_name_key on saved_view (workspace_id, user_id, name);
do $$
declare
  mine text := 'workspace_id = nullif(current_setting(''app.workspace'', true), '''')::uuid';
begin
  execute format('alter policy one_workspace on saved_view using (%s and (project_id is null or project_id <> all (((select ao_hidden())::uuid[])))) with check (%1$s)', mine);
end $$;
