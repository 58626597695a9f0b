-- The condition of a trigger is planned anew by every statement, and this one is seven functions deep: half a millisecond
-- before a single task had moved. What a function of PL/pgSQL asks is planned once a connection.
drop trigger task_moves_legally on task;
create or replace function refuse_illegal_move() returns trigger language plpgsql as $$
begin
  if public.task_may_go(old.status, new.via, new.status) is not true then
    raise exception 'a task may not move from % to %', old.status, new.status using errcode = 'AO001';
  end if;
  return new;
end $$;
create trigger task_moves_legally before update of status on task for each row
  when (old.status is distinct from new.status) execute function refuse_illegal_move();
