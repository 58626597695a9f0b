-- While PostgreSQL has no statistics of a table, every index that begins with the workspace looks as good for finding one
-- task as the key does, and is read from end to end for each. Those that are there for lists hold all tasks under a
-- condition that only lists state.
drop index task_workspace_id_updated_at_id_idx;
drop index task_workspace_id_priority_id_idx;
create index task_listed_by_change on task (workspace_id, updated_at, id) where number > 0;
create index task_listed_by_priority on task (workspace_id, priority, id) where number > 0;
