-- Tasks that wait for file locks, in the order of claims, and how often younger ones were given what they wait for.
-- A row is made where its task is set aside, and goes when the task has its locks. Passes are counted under the guard of
-- the project, so nobody who holds a task's row waits for them.
create table hot.lock_wait (
  task_id      uuid primary key,
  workspace_id uuid not null,
  project_id   uuid not null,
  -- What it waits for besides the files it was thought to concern.
  path         text not null,
  place        double precision not null,
  passes       integer not null default 0,
  foreign key (workspace_id, task_id) references task (workspace_id, id) on delete cascade on update no action
);
create index lock_wait_in_order on hot.lock_wait (project_id, place, task_id);

grant select, insert, update, delete on hot.lock_wait to ao_app, ao_engine;
alter table hot.lock_wait enable row level security;
alter table hot.lock_wait force row level security;
create policy one_workspace on hot.lock_wait to ao_app
  using (workspace_id = nullif(current_setting('app.workspace', true), '')::uuid
    and project_id <> all (((select ao_hidden())::uuid[])))
  with check (workspace_id = nullif(current_setting('app.workspace', true), '')::uuid);
create policy engine on hot.lock_wait to ao_engine using (true) with check (true);

-- Those that wait already, in their places.
insert into hot.lock_wait (task_id, workspace_id, project_id, path, place)
select id, workspace_id, project_id, substr(reason, 6), extract(epoch from queued_at) * 1000000 + priority * 600000000::float8
from task where status = 'BLOCKED' and reason like 'lock:%' and wait_key is not null and queued_at is not null;
