-- What makes two exceptions of a project the same: their type and what they say, whatever numbers and hashes stand in it.
create function exception_fingerprint(project uuid, type "ExceptionType", title text) returns text
  language sql immutable parallel safe
  return encode(sha256(convert_to(
    project::text || chr(10) || type::text || chr(10)
      || regexp_replace(regexp_replace(lower(title), '[0-9a-f]{7,}|[0-9]+', '#', 'g'), '\s+', ' ', 'g'),
    'UTF8')), 'hex');

alter table exception
  add column fingerprint text,
  add column snoozed_until timestamptz(6),
  add column assignee_id uuid,
  add column duplicate_of uuid references exception (id) on delete set null;

update exception e set fingerprint = exception_fingerprint(t.project_id, e.type, e.title)
from task t where t.workspace_id = e.workspace_id and t.id = e.task_id;
alter table exception alter column fingerprint set not null;

-- Whoever writes one, a server of the version before among them.
create function exception_is_fingerprinted() returns trigger language plpgsql as $$
begin
  new.fingerprint := exception_fingerprint(
    (select t.project_id from task t where t.workspace_id = new.workspace_id and t.id = new.task_id), new.type, new.title);
  return new;
end $$;
create trigger exception_is_fingerprinted before insert on exception
  for each row execute function exception_is_fingerprinted();

create index exception_workspace_id_fingerprint_idx on exception (workspace_id, fingerprint);
create index exception_duplicate_of_idx on exception (duplicate_of) where duplicate_of is not null;
