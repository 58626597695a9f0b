-- Whether a model that is not the author judges each acceptance point of a task once its checks have passed.
alter table project add column judge boolean not null default false;
