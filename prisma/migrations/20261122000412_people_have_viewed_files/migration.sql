-- Which changed files a person has looked at, as they were then.
create table viewed_file (
  workspace_id uuid not null,
  task_id uuid not null,
  user_id uuid not null,
  path text not null,
  print text not null,
  viewed_at timestamptz(6) not null default current_timestamp,
  constraint viewed_file_pkey primary key (workspace_id, task_id, user_id, path),
  constraint viewed_file_workspace_id_task_id_fkey foreign key (workspace_id, task_id)
    references task (workspace_id, id) on delete cascade on update no action
);

alter table viewed_file enable row level security;
alter table viewed_file force row level security;
create policy one_workspace on viewed_file to ao_app
  using (workspace_id = nullif(current_setting('app.workspace', true), '')::uuid
    and ((select ao_hidden()) = '{}' or exists (select from task t where t.workspace_id = viewed_file.workspace_id and t.id = viewed_file.task_id)))
  with check (workspace_id = nullif(current_setting('app.workspace', true), '')::uuid);
create policy engine on viewed_file to ao_engine using (true);
grant select, insert, update, delete on viewed_file to ao_app, ao_engine;
