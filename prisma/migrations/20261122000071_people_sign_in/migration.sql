-- The first owner of an installation on the internet proves to be who started it: by a token that is printed there.
create table bootstrap (
  one     boolean primary key default true check (one),
  hash    bytea not null,
  used_at timestamptz(6)
);
revoke all on bootstrap from ao_app, ao_engine;

-- A link that lets one person into a workspace with one role; only the token's sha256 is kept.
create table invitation (
  id           uuid primary key,
  workspace_id uuid not null references workspace (id) on delete cascade on update no action,
  role         "MemberRole" not null,
  email        text,
  hash         bytea not null unique,
  invited_by   uuid references "user" (id) on delete set null on update no action,
  expires_at   timestamptz(6) not null,
  used_at      timestamptz(6),
  used_by      uuid references "user" (id) on delete set null on update no action,
  created_at   timestamptz(6) not null default now()
);
create index invitation_workspace_id_idx on invitation (workspace_id);

alter table invitation enable row level security;
alter table invitation force row level security;
create policy one_workspace on invitation to ao_app using (workspace_id = nullif(current_setting('app.workspace', true), '')::uuid);
create policy engine on invitation to ao_engine using (true);

-- People see the names of those they share a workspace with, and of nobody else.
alter table "user" enable row level security;
create policy fellows on "user" for select to ao_app using (exists (select from member m where m.user_id = "user".id));
create policy engine on "user" to ao_engine using (true);
