-- What a script renews its short-lived access with: good once, and gone with its session. Only the sha256 is kept.
create table refresh_token (
  id         uuid primary key,
  session_id uuid not null references session (id) on delete cascade on update no action,
  hash       bytea not null unique,
  used_at    timestamptz(6),
  created_at timestamptz(6) not null default now()
);
create index refresh_token_session_id_idx on refresh_token (session_id);
revoke all on refresh_token from ao_app, ao_engine;
