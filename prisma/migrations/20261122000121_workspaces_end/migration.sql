-- A workspace that was deleted: nobody gets in any more, and what it holds is erased in the background.
alter table workspace add column deleted_at timestamptz(6);
create index workspace_deleted_idx on workspace (id) where deleted_at is not null;
