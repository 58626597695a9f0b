-- Access tokens of people, for scripts: only their sha256 is kept.
create table personal_token (
  id            uuid primary key,
  workspace_id  uuid not null references workspace (id) on delete cascade on update no action,
  user_id       uuid not null references "user" (id) on delete cascade on update no action,
  name          text not null,
  hint          text not null,
  scopes        text[] not null,
  hash          bytea not null unique,
  earlier_hash  bytea unique,
  earlier_until timestamptz(6),
  expires_at    timestamptz(6),
  last_used_at  timestamptz(6),
  revoked_at    timestamptz(6),
  created_at    timestamptz(6) not null default now()
);
create index personal_token_user_id_idx on personal_token (user_id);

alter table personal_token enable row level security;
alter table personal_token force row level security;
create policy one_workspace on personal_token to ao_app using (workspace_id = nullif(current_setting('app.workspace', true), '')::uuid);
create policy engine on personal_token to ao_engine using (true);

-- What signs people in is read and written by the server's own role alone.
revoke all on session, account, verification from ao_app, ao_engine;
-- What has expired is swept by the engine, which never sees a secret.
grant select (id, expires_at), delete on session, verification to ao_engine;
revoke insert, update, delete on "user" from ao_app;
