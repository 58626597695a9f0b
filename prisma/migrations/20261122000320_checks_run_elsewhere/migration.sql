-- Which runners may run the checks of a project's commits: any, or another than the one that did the work.
create type "VerifyBy" as enum ('any', 'another_runner');
alter table project add column verify_by "VerifyBy" not null default 'any';
