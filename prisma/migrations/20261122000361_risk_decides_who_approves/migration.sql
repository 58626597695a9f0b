-- Who has approved which commit of a task: how many it takes is a matter of its risk.
create table approval (
  workspace_id uuid not null,
  task_id uuid not null,
  head_sha text not null,
  user_id uuid not null,
  created_at timestamptz(6) not null default current_timestamp,
  constraint approval_pkey primary key (workspace_id, task_id, head_sha, user_id),
  constraint approval_workspace_id_task_id_fkey foreign key (workspace_id, task_id)
    references task (workspace_id, id) on delete cascade on update no action
);

alter table approval enable row level security;
alter table approval force row level security;
create policy one_workspace on approval to ao_app using (workspace_id = nullif(current_setting('app.workspace', true), '')::uuid);
create policy engine on approval to ao_engine using (true);
grant select, insert, update, delete on approval to ao_app, ao_engine;
