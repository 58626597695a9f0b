-- What reviewers say of single lines: a draft of its author until it is sent with what else is to be changed.
create table review_comment (
  id uuid not null primary key,
  workspace_id uuid not null,
  task_id uuid not null,
  author_id uuid not null,
  head_sha text not null,
  path text not null,
  side text not null,
  line integer not null,
  line_text text not null,
  text text not null,
  nth integer,
  created_at timestamptz(6) not null default current_timestamp,
  sent_at timestamptz(6),
  constraint review_comment_workspace_id_task_id_fkey foreign key (workspace_id, task_id)
    references task (workspace_id, id) on delete cascade on update no action,
  constraint review_comment_side_is_known check (side in ('old', 'new')),
  constraint review_comment_is_numbered_once_sent check ((nth is null) = (sent_at is null))
);
create index review_comment_task_id_created_at_idx on review_comment (task_id, created_at);

alter table review_comment enable row level security;
alter table review_comment force row level security;
create policy one_workspace on review_comment to ao_app using (workspace_id = nullif(current_setting('app.workspace', true), '')::uuid);
create policy engine on review_comment to ao_engine using (true);
grant select, insert, update, delete on review_comment to ao_app, ao_engine;
