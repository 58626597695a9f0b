-- A token of a CI belongs to the workspace, not to whoever made it; any token may be for some projects alone; without a list for all.
alter table personal_token
  add column kind        text not null default 'personal' check (kind in ('personal', 'ci')),
  add column project_ids uuid[] not null default '{}',
  alter column user_id drop not null,
  add constraint personal_token_owner check ((kind = 'ci') = (user_id is null));

-- A runner may be for some projects alone, as the workspace's admins say.
alter table runner
  add column project_ids uuid[] not null default '{}';

-- What is hidden from somebody whose token is for some projects alone: all others, too.
create function ao_hidden_projects(workspace uuid, viewer uuid, only_projects uuid[]) returns uuid[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if only_projects = '{}' then
    return ao_hidden_projects(workspace, viewer);
  end if;
  return ao_hidden_projects(workspace, viewer) || coalesce((
    select array_agg(o.id)
    from (
      select p.id from project p where p.workspace_id = workspace
      union all
      select f.id from former_project f where f.workspace_id = workspace
    ) o
    where o.id <> all (only_projects)
  ), '{}');
end $$;
grant create on schema public to ao_engine;
alter function ao_hidden_projects(uuid, uuid, uuid[]) owner to ao_engine;
revoke create on schema public from ao_engine;
