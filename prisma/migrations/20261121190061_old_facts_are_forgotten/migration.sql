-- What is no longer of use is deleted once an hour, by whoever comes first.
insert into hot.sweep (name) values ('forget-old');

-- Events stay as they were written, and may be forgotten where a retention says so.
grant delete on event to ao_engine;
