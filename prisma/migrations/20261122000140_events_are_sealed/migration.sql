-- The audit: what a workspace's events were, in batches of settled ones in the order of cursors, each batch chained to the
-- one before. Events themselves are written without waiting for anything of this.
create table hot.audit_seal (
  workspace_id uuid not null,
  number       bigint not null check (number > 0),
  -- Ids of the events, and one sha256 of 32 bytes for each.
  ids          bigint[] not null check (cardinality(ids) > 0),
  digests      bytea not null check (octet_length(digests) = 32 * cardinality(ids)),
  previous     bytea not null check (octet_length(previous) = 32),
  hash         bytea not null check (octet_length(hash) = 32),
  sealed_at    timestamptz(3) not null,
  -- The place in the log after which the next one begins.
  last_xid     xid8 not null,
  last_id      bigint not null,
  -- When the youngest of its events happened, and when they were forgotten.
  until        timestamptz(6) not null,
  forgotten_at timestamptz(6),
  primary key (workspace_id, number)
);
create index audit_seal_to_forget on hot.audit_seal (until) where forgotten_at is null;

create trigger audit_seal_is_append_only before update of workspace_id, number, ids, digests, previous, hash, sealed_at
  on hot.audit_seal for each row execute function refuse_change_of_fact();
create trigger audit_seal_stays before delete on hot.audit_seal for each row execute function refuse_change_of_fact();
grant select, insert, update (forgotten_at) on hot.audit_seal to ao_engine;
grant select on hot.audit_seal to ao_app;
alter table hot.audit_seal enable row level security;
alter table hot.audit_seal force row level security;
create policy one_workspace on hot.audit_seal for select to ao_app
  using (workspace_id = nullif(current_setting('app.workspace', true), '')::uuid);
create policy engine on hot.audit_seal to ao_engine using (true);

-- What is about people, machines and settings, and so few among the many that are about tasks.
create index event_of_no_task on event (workspace_id, xid, id) where task_id is null;

-- Who signs in and out is told in every workspace they are in, by whichever way they come, in the transaction that lets
-- them in. A session that ran out by itself has told its end before.
create function tell_of_person(person uuid, what text, more jsonb) returns void language sql set role to 'ao_engine' as $$
  insert into public.event (workspace_id, type, actor, payload)
  select m.workspace_id, what, 'person:' || person, more from public.member m where m.user_id = person
$$;
create function tell_session() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform public.tell_of_person(new.user_id, 'person.signed_in',
      jsonb_build_object('sessionId', 'sess_' || replace(new.id::text, '-', '')));
  else
    perform public.tell_of_person(old.user_id, 'person.signed_out',
      jsonb_build_object('sessionId', 'sess_' || replace(old.id::text, '-', '')));
  end if;
  return null;
end $$;
create trigger session_begins after insert on session for each row
  when (new.expires_at > now()) execute function tell_session();
create trigger session_ends after delete on session for each row
  when (old.expires_at > now()) execute function tell_session();

create function tell_account() returns trigger language plpgsql as $$
begin
  perform public.tell_of_person(
    case tg_op when 'DELETE' then old.user_id else new.user_id end,
    case tg_op when 'INSERT' then 'person.sign_in_added' when 'DELETE' then 'person.sign_in_removed' else 'person.password_changed' end,
    jsonb_build_object('by', case tg_op when 'DELETE' then old.provider_id else new.provider_id end));
  return null;
end $$;
create trigger account_begins after insert on account for each row execute function tell_account();
create trigger account_ends after delete on account for each row execute function tell_account();
create trigger account_changes after update of password on account for each row
  when (old.password is distinct from new.password) execute function tell_account();
