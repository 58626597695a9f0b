-- Answers to calls that carried an Idempotency-Key, for a day: who repeats the call gets the same answer. The answer is
-- encrypted with a key that is not in the database, since it may hold a token that is shown once.
create table hot.first_answer (
  workspace_id uuid not null references workspace (id) on delete cascade on update no action,
  -- The person, and their access token where they came by one.
  caller       text not null,
  key          text not null,
  -- The sha256 of what was asked.
  asked        bytea not null,
  answer       bytea,
  created_at   timestamptz(6) not null default clock_timestamp(),
  primary key (workspace_id, caller, key)
);
create index first_answer_created_at on hot.first_answer (created_at);
grant select, insert, update, delete on hot.first_answer to ao_engine;
grant select on hot.first_answer to ao_app;
alter table hot.first_answer enable row level security;
alter table hot.first_answer force row level security;
create policy one_workspace on hot.first_answer for select to ao_app
  using (workspace_id = nullif(current_setting('app.workspace', true), '')::uuid);
create policy engine on hot.first_answer to ao_engine using (true);
