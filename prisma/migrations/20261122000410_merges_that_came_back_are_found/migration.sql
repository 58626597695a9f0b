-- What came back from a merge line is listed, newest first.
create index agent_merges_that_failed on agent (workspace_id, ended_at) where kind = 'merge' and status = 'failed';
