-- Files that people give to a task: its agents read them, and nobody changes one.
create table attachment (
  id           uuid not null primary key,
  workspace_id uuid not null,
  task_id      uuid not null,
  created_by   uuid references "user" (id) on delete set null on update no action,
  name         text not null,
  media_type   text not null,
  size         integer not null,
  sha256       bytea not null,
  bytes        bytea not null,
  created_at   timestamptz(6) not null default clock_timestamp(),
  constraint attachment_workspace_id_task_id_fkey foreign key (workspace_id, task_id)
    references task (workspace_id, id) on delete cascade on update no action,
  constraint attachment_is_whole check (size = octet_length(bytes) and size > 0 and octet_length(sha256) = 32)
);
-- What is sent again because an answer was lost is there once.
create unique index attachment_task_id_sha256_name_key on attachment (task_id, sha256, name);
create index attachment_workspace_id_idx on attachment (workspace_id);
create index attachment_created_by_idx on attachment (created_by);
-- Pictures and archives are compressed already.
alter table attachment alter column bytes set storage external;

alter table attachment enable row level security;
alter table attachment force row level security;
create policy one_workspace on attachment to ao_app
  using (workspace_id = nullif(current_setting('app.workspace', true), '')::uuid
    and ((select ao_hidden()) = '{}' or exists (select from task t where t.workspace_id = attachment.workspace_id and t.id = attachment.task_id)))
  with check (workspace_id = nullif(current_setting('app.workspace', true), '')::uuid);
create policy engine on attachment to ao_engine using (true);
grant select, insert, delete on attachment to ao_app;
grant select on attachment to ao_engine;

-- How much of it a task and its workspace have, projects that the asker does not see among it, one asker after the other.
create function ao_measure_attachments(workspace uuid, task uuid, out files integer, out of_task bigint, out of_all bigint)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtext('quota attachmentBytes'), hashtext(workspace::text));
  select count(*) filter (where a.task_id = task), coalesce(sum(a.size) filter (where a.task_id = task), 0), coalesce(sum(a.size), 0)
    into files, of_task, of_all from attachment a where a.workspace_id = workspace;
end $$;
grant create on schema public to ao_engine;
alter function ao_measure_attachments(uuid, uuid) owner to ao_engine;
revoke create on schema public from ao_engine;
