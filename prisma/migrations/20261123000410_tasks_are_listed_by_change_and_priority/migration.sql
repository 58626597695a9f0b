-- Lists that are in the order of change, whatever their status, and of priority are walked in that order and left at the
-- end of the page: a filter that many tasks meet is met soon, one status at a time it may not be met in many of them.
create index task_workspace_id_updated_at_id_idx on task (workspace_id, updated_at, id);
create index task_workspace_id_priority_id_idx on task (workspace_id, priority, id);
