-- What people say to each other of a task; no agent reads it.
create table remark (
  id           uuid not null primary key,
  workspace_id uuid not null,
  task_id      uuid not null,
  author_id    uuid references "user" (id) on delete set null on update no action,
  text         text not null,
  -- The members that it names.
  mentions     uuid[] not null default '{}',
  created_at   timestamptz(6) not null default clock_timestamp(),
  edited_at    timestamptz(6),
  constraint remark_workspace_id_task_id_fkey foreign key (workspace_id, task_id)
    references task (workspace_id, id) on delete cascade on update no action
);
create index remark_task_id_id_idx on remark (task_id, id);
create index remark_author_id_idx on remark (author_id);

alter table remark enable row level security;
alter table remark force row level security;
create policy one_workspace on remark to ao_app
  using (workspace_id = nullif(current_setting('app.workspace', true), '')::uuid
    and ((select ao_hidden()) = '{}' or exists (select from task t where t.workspace_id = remark.workspace_id and t.id = remark.task_id)))
  with check (workspace_id = nullif(current_setting('app.workspace', true), '')::uuid);
create policy engine on remark to ao_engine using (true);
grant select, insert, update, delete on remark to ao_app, ao_engine;
