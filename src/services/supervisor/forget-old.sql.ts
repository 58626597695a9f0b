import { byKey } from '@/lib/by-key.sql';

/** Whether it is this caller's turn: at most one in the whole cluster each hour. */
export const TAKE_HOUR = {
  name: 'take-hour',
  text: `
update hot.sweep set at = clock_timestamp()
where name = 'forget-old' and at < clock_timestamp() - interval '1 hour' returning at`,
};

/**
 * Deletes credentials a day after they ended, connection tokens a month after, and counts of requests once their time is
 * over, first answers after a day, what people were told when it is of no use any more, and places of tasks that wait for no file any more. At most $1 of each. Answers how many.
 */
export const FORGET_OLD = {
  name: 'forget-old',
  text: `
with now as materialized (
  select clock_timestamp() as at, (extract(epoch from clock_timestamp()) * 1000)::bigint as ms
), tokens as (
  delete from token where id in (
    select t.id from token t, now where t.expires_at < now.at - interval '1 day' limit $1::int
  ) returning 1
), enrollments as (
  delete from enrollment where id in (
    select e.id from enrollment e, now where e.expires_at < now.at - interval '30 days' limit $1::int
  ) returning 1
), sessions as (
  delete from session where id in (
    select s.id from session s, now where s.expires_at < now.at - interval '1 day' limit $1::int
  ) returning 1
), verifications as (
  delete from verification where id in (
    select v.id from verification v, now where v.expires_at < now.at - interval '1 day' limit $1::int
  ) returning 1
), links as (
  delete from account_link where id in (
    select l.id from account_link l, now where l.expires_at < now.at - interval '1 day' limit $1::int
  ) returning 1
), answers as (
  delete from hot.first_answer where (workspace_id, caller, key) in (
    select f.workspace_id, f.caller, f.key from hot.first_answer f, now where f.created_at < now.at - interval '1 day' limit $1::int
  ) returning 1
), waits as (
  delete from hot.lock_wait where task_id in (
    select w.task_id from hot.lock_wait w join task t on ${byKey('t', 'w.workspace_id', 'w.task_id')}
    where t.status not in ('QUEUED', 'BLOCKED') limit $1::int
  ) returning 1
), notices as (
  delete from notification where id in (
    select n.id from notification n, now where n.expires_at < now.at limit $1::int
  ) returning 1
), counts as (
  delete from hot.rate_limit where key in (
    select r.key from hot.rate_limit r, now
    where r.slot < now.ms / case when r.key like 'jti:%' then 300000 else 60000 end - 60 limit $1::int
  ) returning 1
)
select (select count(*) from tokens) + (select count(*) from enrollments) + (select count(*) from sessions)
     + (select count(*) from verifications) + (select count(*) from links) + (select count(*) from counts)
     + (select count(*) from answers) + (select count(*) from notices) + (select count(*) from waits) as forgotten`,
};
