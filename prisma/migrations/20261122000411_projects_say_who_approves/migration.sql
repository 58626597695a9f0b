-- Who approves a commit of a project, by its risk, where it differs from the standard.
alter table project add column approvals jsonb;
