-- The log of errors, newest first: without this index it reads every agent that a workspace ever had.
create index agent_not_succeeded on agent (workspace_id, id) where status in ('failed', 'timeout', 'lost') and attempt > 0;
