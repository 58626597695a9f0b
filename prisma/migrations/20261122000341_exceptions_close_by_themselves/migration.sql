-- What is open, for the sweep that closes what has lost its cause.
create index exception_of_open on exception (task_id) where status in ('open', 'acknowledged');
