-- How many tasks a workspace has made on its last day of making any, by UTC: counted where their numbers are given out.
alter table workspace
  add column tasks_day    date,
  add column tasks_of_day integer not null default 0;

-- How many a workspace has of something, this transaction's own among them; whoever else adds one waits for its end, so that
-- two never take the last place. It counts as the engine: nobody may hide some.
create function ao_count_for_quota(workspace uuid, what text) returns integer
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtext('quota ' || what), hashtext(workspace::text));
  return case what
    when 'people'   then (select count(*) from member where workspace_id = workspace)
    when 'runners'  then (select count(*) from runner where workspace_id = workspace and status <> 'REVOKED')
    when 'projects' then (select count(*) from project where workspace_id = workspace)
  end;
end $$;
grant create on schema public to ao_engine;
alter function ao_count_for_quota(uuid, text) owner to ao_engine;
revoke create on schema public from ao_engine;
