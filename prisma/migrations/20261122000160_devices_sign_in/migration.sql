-- A machine without a browser asks to be let in, and a person says yes or no in theirs: what it asked, until it is answered.
create table device_login (
  id           uuid primary key,
  device_hash  bytea not null unique,
  code_hash    bytea not null unique,
  wants        text not null check (wants in ('runner', 'token')),
  scopes       text[] not null,
  machine      text not null,
  system       text not null,
  address      text not null,
  interval_s   integer not null default 5,
  polled_at    timestamptz(6),
  expires_at   timestamptz(6) not null,
  claimed_by   uuid,
  workspace_id uuid references workspace (id) on delete cascade on update no action,
  user_id      uuid references "user" (id) on delete cascade on update no action,
  approved     boolean,
  used_at      timestamptz(6),
  created_at   timestamptz(6) not null default now()
);

-- Wrong codes of one session: five, and it waits.
create table device_guess (
  claimant     uuid primary key,
  wrong        integer not null,
  locked_until timestamptz(6)
);

-- Who could write these could let a machine in: the server's own role alone.
revoke all on device_login, device_guess from ao_app, ao_engine;
