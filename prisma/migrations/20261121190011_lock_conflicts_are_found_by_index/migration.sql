-- What Prisma cannot describe.

-- The folder beneath which everything lies that a lock is on, with a slash at its end: of a glob as far as it is
-- literal. Two locks can only overlap where one of these lies in the other. domain/locks/anchor.ts says the same.
create function lock_anchor(kind "LockKind", match_key text) returns text
language sql immutable parallel safe as $$
  select case when kind = 'glob' then coalesce(substring(match_key from '^(?:[^*?/]+/)+'), '')
              else rtrim(match_key, '/') || '/' end
$$;
grant execute on function lock_anchor("LockKind", text) to ao_app, ao_engine;

create index file_lock_anchor on file_lock (project_id, (lock_anchor(kind, match_key)) collate "C");
create index file_lock_globs on file_lock (project_id, (lock_anchor(kind, match_key)) collate "C") where kind = 'glob';
