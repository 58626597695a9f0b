-- What was read out of a check's output, and how it compares with the base commit; null where an older runner ran it.
alter table check_run add column report jsonb;
