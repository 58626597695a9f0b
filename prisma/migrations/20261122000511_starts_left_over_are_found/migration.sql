-- Steps that may begin and were more than one transaction begins: the next one finds them without looking at all that
-- groups hold back.
create index flow_node_left_over on flow_node (run_id, step) where status = 'ready' and group_step is null;
