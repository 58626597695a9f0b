-- What tasks are found by stands in a table of its own: a task that moves is written into every index of its table, and
-- its words never change by that.
create table hot.task_text (
  task_id      uuid primary key,
  workspace_id uuid not null,
  words        tsvector not null
);
create index task_text_words on hot.task_text using gin (words);
grant select, insert, update, delete on hot.task_text to ao_engine;
alter table hot.task_text enable row level security;
create policy engine on hot.task_text to ao_engine using (true) with check (true);

create function keep_words() returns trigger language plpgsql security definer set search_path = public, pg_catalog as $$
begin
  if tg_op = 'INSERT' then
    insert into hot.task_text (task_id, workspace_id, words)
    select id, workspace_id, task_words(title, description) from added;
  elsif tg_op = 'DELETE' then
    delete from hot.task_text where task_id in (select id from removed);
  else
    update hot.task_text set words = task_words(new.title, new.description) where task_id = new.id;
  end if;
  return null;
end $$;
create trigger words_new after insert on task referencing new table as added
  for each statement execute function keep_words();
create trigger words_changed after update of title, description on task for each row
  when (old.title <> new.title or old.description <> new.description) execute function keep_words();
create trigger words_gone after delete on task referencing old table as removed
  for each statement execute function keep_words();

-- It writes as the engine does, whoever changes a task.
grant create on schema public to ao_engine;
alter function keep_words() owner to ao_engine;
revoke create on schema public from ao_engine;

-- As the engine: the owner of the tables may be held back by row-level security.
create function fill_words() returns void language sql security definer set search_path = public, pg_catalog as $$
  insert into hot.task_text (task_id, workspace_id, words) select id, workspace_id, task_words(title, description) from task;
$$;
grant create on schema public to ao_engine;
alter function fill_words() owner to ao_engine;
revoke create on schema public from ao_engine;
select fill_words();
drop function fill_words();

drop index task_words_idx;

-- Most tasks are nobody's.
drop index task_assignee_id_idx;
create index task_assignee on task (assignee_id) where assignee_id is not null;
