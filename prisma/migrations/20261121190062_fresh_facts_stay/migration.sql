-- The engine may forget facts whose time is over; it can never take away what has just happened.
create function event_stays() returns trigger language plpgsql as $$
begin
  raise exception 'an event of the last day is never deleted' using errcode = 'AO002';
end $$;

create trigger event_stays before delete on event for each row
when (current_user = 'ao_engine' and old.created_at > now() - interval '1 day')
execute function event_stays();
