-- While PostgreSQL has no statistics of a table, or knows it to be nearly empty, every index that begins with the workspace
-- looks as good for finding one task as the key does. Checks of foreign keys and statements of triggers read the whole of
-- one for each task then, and keep that plan. So the indexes for lists and numbers hold all tasks under a condition that only
-- lists and who looks for a number state: that the number is above zero, as all are.
drop index task_workspace_id_updated_at_id_idx;
drop index task_workspace_id_priority_id_idx;
drop index task_workspace_id_status_updated_at_idx;
drop index task_workspace_id_number_key;
create index task_listed_by_change on task (workspace_id, updated_at, id) where number > 0;
create index task_listed_by_priority on task (workspace_id, priority, id) where number > 0;
create unique index task_numbered on task (workspace_id, number) where number > 0;
create index task_listed_by_status on task (workspace_id, status, updated_at) where number > 0;
