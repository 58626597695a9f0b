-- Links that are good once, to set a password or to prove an address: only their sha256 is kept, and a used one is gone.
create table account_link (
  id         uuid primary key,
  user_id    uuid not null references "user" (id) on delete cascade on update no action,
  purpose    text not null check (purpose in ('reset', 'reset_by_mail', 'verify')),
  email      text not null,
  hash       bytea not null unique,
  expires_at timestamptz(6) not null,
  created_at timestamptz(6) not null default now()
);
create index account_link_user_id_idx on account_link (user_id);

-- Who could read or write these could take an account over: the server's own role alone.
revoke all on account_link from ao_app, ao_engine;
grant select (id, expires_at), delete on account_link to ao_engine;
