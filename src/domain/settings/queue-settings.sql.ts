import { byKey } from '@/lib/by-key.sql';

/** Claims hold this while they are granted; who changes the queue waits for them, and they for it. $1 workspace */
export const SHARE_QUEUE = {
  name: 'share-queue',
  text: "select pg_advisory_xact_lock_shared(hashtext('queue'), hashtext($1))",
};
export const GUARD_QUEUE = {
  name: 'guard-queue',
  text: "select pg_advisory_xact_lock(hashtext('queue'), hashtext($1)) is null as waited",
};

/** One batch of claims at a time counts and adds to what is counted. $1 workspace */
export const GUARD_COUNTS = {
  name: 'guard-counts',
  text: "select pg_advisory_xact_lock(hashtext('counts'), hashtext($1))",
};

/** The settings of the queue and the limits of projects that have one: 0 where a person has stopped it. $1 workspace */
export const READ_LIMITS = {
  name: 'read-limits',
  text: `
select (select s.value from setting s where s.workspace_id = $1::uuid and s.key = 'queue') as queue,
       (select coalesce(jsonb_object_agg(p.id, case when p.stopped_at is null then p.max_concurrent else 0 end), '{}')
        from project p where p.workspace_id = $1::uuid and (p.max_concurrent is not null or p.stopped_at is not null)) as projects`,
};

/** The agents at work, by project and role; the role counts for those that do the work itself. $1 workspace */
export const COUNT_LIVE = {
  name: 'count-live',
  text: `
select t.project_id, case when a.kind = 'work' then t.role end as role, count(*)::int as n
from lease l
join agent a on ${byKey('a', 'l.workspace_id', 'l.agent_id')}
join task t on ${byKey('t', 'l.workspace_id', 'l.task_id')}
where l.workspace_id = $1::uuid
group by 1, 2`,
};

/** Pauses the queue where it shall stop at the first failure and goes on still. $1 workspace, $2 note */
export const STOP_QUEUE = {
  name: 'stop-queue',
  text: `
update setting set value = value || jsonb_build_object('paused', true, 'pauseNote', $2::text), updated_at = clock_timestamp()
where workspace_id = $1::uuid and key = 'queue'
  and (value ->> 'stopOnFailure')::boolean and not coalesce((value ->> 'paused')::boolean, false)
returning value`,
};

/** A note without a pause goes: the next pause must not find it. */
const tidy = (value: string) =>
  `${value} || case when (${value} ->> 'paused')::boolean then '{}' else '{"pauseNote": null}' end::jsonb`;

/** Says something of the queue; what is left out stays, also what another transaction has said meanwhile. $2 JSON */
export const SAY_OF_QUEUE = {
  name: 'say-of-queue',
  text: `
insert into setting as s (workspace_id, key, value, updated_at)
values ($1::uuid, 'queue', ${tidy('$2::jsonb')}, clock_timestamp())
on conflict (workspace_id, key) do update set value = ${tidy('(s.value || $2::jsonb)')}, updated_at = excluded.updated_at`,
};
