-- Whose a task is, and who follows it although it is not theirs, or does not although it is.
alter table task add column assignee_id uuid;
alter table task add constraint task_assignee_id_fkey foreign key (assignee_id) references "user" (id) on delete set null on update no action;
create index task_assignee_id_idx on task (assignee_id);

create table task_watch (
  workspace_id uuid not null,
  task_id      uuid not null,
  user_id      uuid not null references "user" (id) on delete cascade on update no action,
  watching     boolean not null,
  -- A person said so; else they follow it since they took part.
  chosen       boolean not null,
  constraint task_watch_pkey primary key (workspace_id, task_id, user_id),
  constraint task_watch_workspace_id_task_id_fkey foreign key (workspace_id, task_id)
    references task (workspace_id, id) on delete cascade on update no action
);

-- What each person was told, once for each thing it is about: said again, it takes the place of what was said before.
create table notification (
  id           uuid not null primary key,
  workspace_id uuid not null references workspace (id) on delete cascade on update no action,
  user_id      uuid not null references "user" (id) on delete cascade on update no action,
  task_id      uuid,
  kind         text not null,
  severity     text not null,
  title        text not null,
  body         text not null,
  ref          text not null,
  url          text not null,
  actions      jsonb not null default '[]',
  dedupe_key   text not null,
  -- Whether it stands in the list of the page; it may be for a browser alone.
  in_app       boolean not null,
  created_at   timestamptz(6) not null default clock_timestamp(),
  expires_at   timestamptz(6) not null,
  read_at      timestamptz(6),
  -- What it asked for has been settled elsewhere.
  withdrawn_at timestamptz(6),
  constraint notification_workspace_id_task_id_fkey foreign key (workspace_id, task_id)
    references task (workspace_id, id) on delete cascade on update no action,
  constraint notification_is_short check (char_length(title) <= 64 and char_length(body) <= 200 and jsonb_array_length(actions) <= 3)
);
create unique index notification_workspace_id_user_id_dedupe_key_key on notification (workspace_id, user_id, dedupe_key);
create index notification_workspace_id_user_id_id_idx on notification (workspace_id, user_id, id);
create index notification_workspace_id_dedupe_key_idx on notification (workspace_id, dedupe_key);
create index notification_task_id_idx on notification (task_id);
create index notification_expires_at_idx on notification (expires_at);

-- What a person wants to be told of, and how, where that differs from what everybody is.
create table notification_choice (
  workspace_id uuid not null references workspace (id) on delete cascade on update no action,
  user_id      uuid not null references "user" (id) on delete cascade on update no action,
  kind         text not null,
  in_app       boolean not null,
  push         boolean not null,
  constraint notification_choice_pkey primary key (workspace_id, user_id, kind)
);

-- A browser that a person lets be told while no page is open.
create table push_subscription (
  id           uuid not null primary key,
  workspace_id uuid not null references workspace (id) on delete cascade on update no action,
  user_id      uuid not null references "user" (id) on delete cascade on update no action,
  endpoint     text not null,
  p256dh       bytea not null,
  auth         bytea not null,
  browser      text not null default '',
  created_at   timestamptz(6) not null default clock_timestamp(),
  last_sent_at timestamptz(6)
);
create unique index push_subscription_workspace_id_endpoint_key on push_subscription (workspace_id, endpoint);
create index push_subscription_user_id_idx on push_subscription (user_id);

-- What each browser is still to be told. Its row stays when it was told, so that it can be taken back.
create table push_delivery (
  workspace_id    uuid not null references workspace (id) on delete cascade on update no action,
  subscription_id uuid not null references push_subscription (id) on delete cascade on update no action,
  notification_id uuid not null references notification (id) on delete cascade on update cascade,
  withdraws       boolean not null default false,
  attempts        integer not null default 0,
  due_at          timestamptz(6),
  sent_at         timestamptz(6),
  constraint push_delivery_pkey primary key (subscription_id, notification_id)
);
create index push_delivery_notification_id_idx on push_delivery (notification_id);
create index push_delivery_is_due on push_delivery (due_at) where due_at is not null;

do $$
declare
  mine    text := 'workspace_id = nullif(current_setting(''app.workspace'', true), '''')::uuid';
  of_task text := '(select ao_hidden()) = ''{}'' or exists (select from task t where t.workspace_id = %1$s.workspace_id and t.id = %1$s.task_id)';
  t text;
begin
  foreach t in array array['task_watch', 'notification', 'notification_choice', 'push_subscription', 'push_delivery'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy one_workspace on %I to ao_app using (%s) with check (%s)', t, mine, mine);
    execute format('create policy engine on %I to ao_engine using (true)', t);
    execute format('grant select, insert, update, delete on %I to ao_app, ao_engine', t);
  end loop;
  execute format('alter policy one_workspace on task_watch using (' || mine || ' and (' || of_task || ')) with check (' || mine || ')', 'task_watch');
  execute format('alter policy one_workspace on notification using (' || mine || ' and (task_id is null or ' || of_task || ')) with check (' || mine || ')', 'notification');
end $$;

-- How far the events of a workspace have been looked through for what people are told of. What is there already is old news.
create table hot.news_place (
  workspace_id uuid primary key references workspace (id) on delete cascade on update no action,
  last_xid     xid8 not null,
  last_id      bigint not null
);
insert into hot.news_place (workspace_id, last_xid, last_id) select id, pg_current_xact_id(), 0 from workspace;
grant select, insert, update on hot.news_place to ao_engine;

-- By what push services know this installation; the private half can be read by its servers alone.
create table hot.push_key (
  only_one    boolean primary key default true check (only_one),
  public_key  text not null,
  private_key bytea not null
);
grant select, insert on hot.push_key to ao_engine;
