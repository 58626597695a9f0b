-- A signature over what a task or a message says, by a key that machines know and this server does not: kept as it came.
alter table task
  add column signature text check (length(signature) <= 8192);
alter table message
  add column signature text check (length(signature) <= 8192);
