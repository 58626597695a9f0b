-- What a person has looked at is noted by hunk too: what stands for the hunk, '' for the file as a whole.
alter table viewed_file add column hunk text not null default '';
alter table viewed_file drop constraint viewed_file_pkey;
alter table viewed_file add constraint viewed_file_pkey primary key (workspace_id, task_id, user_id, path, hunk);
