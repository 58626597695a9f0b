-- Who looks after an installation, and who is shut out of it.
alter table "user"
  add column administrator boolean not null default false,
  add column disabled_at   timestamptz(6);

-- Whoever owned its first workspace first looks after an installation that is there already.
update "user" set administrator = true where id = (
  select m.user_id from member m join workspace w on w.id = m.workspace_id
  where w.slug = 'local' and m.role = 'owner' order by m.created_at limit 1
);

-- What a workspace may have of its own, instead of what the installation sets for all: a quota's name and its number, 0 for none.
alter table workspace add column quotas jsonb not null default '{}';
-- Its own people do not decide on that.
revoke update on workspace from ao_app;
grant update (name, task_seq, exception_seq, tasks_day, tasks_of_day) on workspace to ao_app;

-- How many of something a workspace may have, 0 for any number: its own quota, else the installation's.
create function ao_quota(workspace uuid, what text, otherwise bigint) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce((w.quotas ->> what)::bigint, otherwise, 0) from workspace w where w.id = workspace
$$;
grant create on schema public to ao_engine;
alter function ao_quota(uuid, text, bigint) owner to ao_engine;
revoke create on schema public from ao_engine;
