-- Words of tasks are found by their beginnings; names of machines and projects are few and need no index.
create function task_words(title text, description text) returns tsvector
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select setweight(to_tsvector('simple'::regconfig, title), 'A') || setweight(to_tsvector('simple'::regconfig, left(description, 8000)), 'B')
$$;
grant execute on function task_words(text, text) to ao_app, ao_engine;
create index task_words_idx on task using gin (task_words(title, description));
