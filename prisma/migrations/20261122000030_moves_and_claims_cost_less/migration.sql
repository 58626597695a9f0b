-- The table of moves, written so that the planner puts it in the place of its call: a move is judged without calling a function.
create or replace function task_may_move(old_status "TaskStatus", new_status "TaskStatus") returns boolean
language sql immutable parallel safe as $$
  select case old_status
    when 'DRAFT' then new_status in ('QUEUED', 'CANCELLED')
    when 'QUEUED' then new_status in ('ASSIGNED', 'BLOCKED', 'SKIPPED', 'CANCELLING', 'CANCELLED')
    when 'BLOCKED' then new_status in ('QUEUED', 'COMPLETED', 'SKIPPED', 'CANCELLING', 'CANCELLED')
    when 'ASSIGNED' then new_status in ('IN_PROGRESS', 'QUEUED', 'NEEDS_HUMAN', 'CANCELLING')
    when 'IN_PROGRESS' then new_status in ('VERIFYING', 'QUEUED', 'NEEDS_HUMAN', 'CANCELLING')
    when 'VERIFYING' then new_status in ('IN_REVIEW', 'COMPLETED', 'QUEUED', 'NEEDS_HUMAN', 'CANCELLING', 'CANCELLED')
    when 'IN_REVIEW' then new_status in ('MERGING', 'VERIFYING', 'QUEUED', 'CANCELLING', 'CANCELLED')
    when 'MERGING' then new_status in ('COMPLETED', 'IN_REVIEW')
    when 'NEEDS_HUMAN' then new_status in ('VERIFYING', 'QUEUED', 'SKIPPED', 'CANCELLING', 'CANCELLED', 'FAILED')
    when 'CANCELLING' then new_status in ('CANCELLED')
    else false
  end
$$;

-- What passes through statuses on its way is one change of the row: each step of the way must be a legal move.
alter table task add column via "TaskStatus"[];
create function task_may_go(old_status "TaskStatus", via "TaskStatus"[], new_status "TaskStatus") returns boolean
language sql immutable parallel safe as $$
  select case coalesce(cardinality(via), 0)
    when 0 then public.task_may_move(old_status, new_status)
    when 1 then public.task_may_move(old_status, via[1]) and public.task_may_move(via[1], new_status)
    when 2 then public.task_may_move(old_status, via[1]) and public.task_may_move(via[1], via[2])
                and public.task_may_move(via[2], new_status)
    else false
  end
$$;
grant execute on function task_may_go("TaskStatus", "TaskStatus"[], "TaskStatus") to ao_app, ao_engine;

drop trigger task_moves_legally on task;
create or replace function refuse_illegal_move() returns trigger language plpgsql as $$
begin
  raise exception 'a task may not move from % to %', old.status, new.status using errcode = 'AO001';
end $$;
create trigger task_moves_legally before update of status on task for each row
  when (old.status is distinct from new.status and task_may_go(old.status, new.via, new.status) is not true)
  execute function refuse_illegal_move();

-- A heartbeat changes nothing that is indexed; the sweep reads the few leases there are.
drop index lease_expires_at_idx;

-- Another index begins with the same column, or hardly a row has what it is about.
drop index file_lock_project_id_idx;
drop index task_parent_id_idx;
create index task_sub_tasks on task (parent_id) where parent_id is not null;

-- Only for who asks by time and says `attempt > 0`, which holds always: as long as the planner has no statistics it
-- would take this index for finding one agent by its id, and read all of the workspace.
drop index agent_workspace_id_created_at_idx;
create index agent_by_time on agent (workspace_id, created_at) where attempt > 0;
