import { byKey } from '@/lib/by-key.sql';
import { lookedUp } from '@/lib/looked-up.sql';
import { stepsAt } from './steps-at.sql';

/** Locks a run: who advances, pauses or ends it has it alone, after the tasks it is about. $1 workspace, $2 run */
export const LOCK_RUN = {
  name: 'lock-flow-run',
  text: `
select id, project_id, status, left_open, failed, created_by, inputs from flow_run
where workspace_id = $1::uuid and id = $2::uuid for no key update`,
};
export const READ_DOCUMENT = {
  name: 'read-flow-document',
  text: `select document from flow_run where workspace_id = $1::uuid and id = $2::uuid`,
};

/** The steps that tasks did which have ended, found by their tasks (as `byKey` finds rows), with what the last agent that succeeded said. $2 run, $3 tasks */
export const FIND_ENDED = {
  name: 'find-ended-flow-nodes',
  text: `
select n.id, n.scope, n.step, t.status::text as task_status, t.reason, t.approved_by is not null as approved,
       (select a.result ->> 'message' from agent a
        where a.workspace_id = $1::uuid and a.task_id = t.id and a.kind = 'work' and a.status = 'completed'
        order by a.attempt desc limit 1) as message
from unnest($3::uuid[]) with ordinality as g (task_id, ord)
join flow_node n on n.task_id = g.task_id and n.workspace_id is not distinct from $1::uuid and n.run_id is not distinct from $2::uuid
join task t on ${byKey('t', '$1::uuid', 'n.task_id')}
where n.status = 'running' and ${lookedUp('g')}`,
};

/** Ends steps. $2 run, $3 [{scope, step, status, reason, branch, output}] */
export const END_NODES = {
  name: 'end-flow-nodes',
  text: `${stepsAt('scope text, step int, status text, reason text, branch boolean, output jsonb')}
update flow_node n set status = d.status, reason = d.reason, branch = d.branch, output = coalesce(d.output, n.output), ended_at = clock_timestamp()
from d where ${byKey('n', '$1::uuid', 'd.id')}
returning n.id, n.scope, n.step`,
};

/** Lets links arrive, and answers the steps that wait for nothing more. $2 run, $3 [{scope, step, arrived, met, cause}] */
export const ARRIVE = {
  name: 'arrive-at-flow-nodes',
  text: `${stepsAt('scope text, step int, arrived int, met int, cause int')}
update flow_node n set
  open   = n.open - d.arrived,
  met    = n.met + d.met,
  cause  = least(n.cause, d.cause),
  status = case when n.open - d.arrived <= 0 or n.met + d.met >= n.enough then 'ready' else n.status end
from d where ${byKey('n', '$1::uuid', 'd.id')} and n.status = 'waiting'
returning n.scope, n.step, n.met, n.cause, n.status = 'ready' as due`,
};

/** Counts what ended in rounds, and answers the steps in whose rounds nothing is open. $2 run, $3 [{scope, step, ended, failed}] */
export const LEAVE = {
  name: 'leave-flow-rounds',
  text: `${stepsAt('scope text, step int, ended int, failed int')}
update flow_node n set left_open = n.left_open - d.ended, failed = n.failed + d.failed
from d where ${byKey('n', '$1::uuid', 'd.id')}
returning n.scope, n.step, n.round, n.failed, n.left_open = 0 as emptied`,
};
/** The same of the run itself. $3 ended, $4 failed */
export const LEAVE_RUN = {
  name: 'leave-flow-run',
  text: `
update flow_run set left_open = left_open - $3::int, failed = failed + $4::int
where workspace_id = $1::uuid and id = $2::uuid returning left_open, failed`,
};

/** How steps ended. $2 run, $3 [{scope, step}] */
export const READ_ENDINGS = {
  name: 'read-flow-endings',
  text: `${stepsAt('scope text, step int')}
select n.scope, n.step, n.status, n.reason, n.cause, n.branch, n.round
from d join flow_node n on ${byKey('n', '$1::uuid', 'd.id')}`,
};

/** Writes steps that wait, those of rounds that are opened again included. $2 run, $3 rows */
export const INSERT_NODES = {
  name: 'insert-flow-nodes',
  text: `
insert into flow_node (id, workspace_id, run_id, scope, step, node, part, kind, open, enough, group_scope, group_step)
select d.id, $1::uuid, $2::uuid, d.scope, d.step, d.node, d.part, d.kind, d.open, d.enough, d.group_scope, d.group_step
from jsonb_to_recordset($3::jsonb) as d (id uuid, scope text, step int, node text, part text, kind text, open int, enough int, group_scope text, group_step int)`,
};
/** Marks steps whose rounds are opened. $2 run, $3 [{scope, step, round, left, items}] */
export const OPEN_ROUNDS = {
  name: 'open-flow-rounds',
  text: `${stepsAt('scope text, step int, round int, "left" int, items jsonb')}
update flow_node n set status = 'running', round = d.round, left_open = d.left, failed = 0, items = coalesce(d.items, n.items),
                       started_at = coalesce(n.started_at, clock_timestamp())
from d where ${byKey('n', '$1::uuid', 'd.id')}`,
};

/** Marks steps that may begin though they waited for nothing. $2 run, $3 [{scope, step}] */
export const MAKE_READY = {
  name: 'make-flow-nodes-ready',
  text: `${stepsAt('scope text, step int')}
update flow_node n set status = 'ready'
from d where ${byKey('n', '$1::uuid', 'd.id')} and n.status = 'waiting'`,
};
/** Gives places of groups back. $2 run, $3 [{scope, step, many}] */
export const FREE_PLACES = {
  name: 'free-flow-places',
  text: `${stepsAt('scope text, step int, many int')}
update flow_node n set busy = n.busy - d.many
from d where ${byKey('n', '$1::uuid', 'd.id')}`,
};
/** Takes as many of a group’s steps as it has places for. $2 run, $3 scope and $4 step of what counts, $5 how many at work, $6 how many begin at most */
export const FILL_GROUP = {
  name: 'fill-flow-group',
  text: `
with g as materialized (
  select greatest($5::int - busy, 0) as free from flow_node
  where workspace_id = $1::uuid and run_id = $2::uuid and scope = $3 and step = $4::int
), picked as materialized (
  select n.id from flow_node n
  where n.run_id = $2::uuid and n.group_scope = $3 and n.group_step = $4::int and n.status = 'ready' and n.workspace_id = $1::uuid
  order by n.step, n.scope limit (select least(free, $6::int) from g)
), counted as (
  update flow_node set busy = busy + (select count(*) from picked)
  where workspace_id = $1::uuid and run_id = $2::uuid and scope = $3 and step = $4::int
)
select n.scope, n.step from flow_node n where n.workspace_id = $1::uuid and n.id in (select id from picked)`,
};
/** Begins steps: with their tasks, before a person, or until a moment. Not all that are ready are read for it, as `byKey` says. $2 run, $3 [{scope, step, status, wait}]; answers their ids. */
export const BEGIN_NODES = {
  name: 'begin-flow-nodes',
  text: `${stepsAt('scope text, step int, status text, wait int')}
update flow_node n set status = d.status, tries = n.tries + 1, started_at = coalesce(n.started_at, clock_timestamp()),
                       due_at = clock_timestamp() + d.wait * interval '1 millisecond'
from d where ${byKey('n', '$1::uuid', 'd.id')} and n.status is not distinct from 'ready'
returning n.id, n.scope, n.step, n.tries`,
};
/** Names the tasks that steps have become. $2 nodes, $3 tasks */
export const NAME_TASKS = {
  name: 'name-flow-tasks',
  text: `
update flow_node n set task_id = d.task_id from unnest($2::uuid[], $3::uuid[]) with ordinality as d (id, task_id, ord)
where ${byKey('n', '$1::uuid', 'd.id')} and ${lookedUp('d')}`,
};
/** Steps of a run that may begin and were held back while it was paused; those of a group are taken by it. $2 run */
export const FIND_READY = {
  name: 'find-ready-flow-nodes',
  text: `
select scope, step from flow_node
where workspace_id = $1::uuid and run_id = $2::uuid and status = 'ready' order by step, scope`,
};
/** Those that no group holds back and one transaction did not begin, $3 at most. $2 run */
export const FIND_LEFT_OVER = {
  name: 'find-left-over-flow-nodes',
  text: `
select scope, step from flow_node
where workspace_id = $1::uuid and run_id = $2::uuid and status = 'ready' and group_step is null order by step, scope limit $3::int`,
};
/** Runs at work that have such steps. */
export const FIND_RUNS_LEFT_OVER = {
  name: 'find-left-over-flow-runs',
  text: `
select distinct r.id, r.workspace_id from flow_node n
join flow_run r on r.workspace_id = n.workspace_id and r.id = n.run_id and r.status = 'RUNNING'
where n.status = 'ready' and n.group_step is null limit 20`,
};
/** Values that steps gave out, and where they stand. $2 run, $3 [{scope, step}] */
export const READ_OUTPUTS = {
  name: 'read-flow-outputs',
  text: `${stepsAt('scope text, step int')}
select n.scope, n.step, n.status, n.round, n.branch, n.output, n.items
from d join flow_node n on ${byKey('n', '$1::uuid', 'd.id')}`,
};
/** Ends a run. $3 status */
export const END_RUN = {
  name: 'end-flow-run',
  text: `
update flow_run set status = $3, ended_at = clock_timestamp()
where workspace_id = $1::uuid and id = $2::uuid and ended_at is null returning id`,
};
export const MARK_RUN = {
  name: 'mark-flow-run',
  text: `update flow_run set status = $3, note = $4 where workspace_id = $1::uuid and id = $2::uuid`,
};
/** Ends all of a run that has no task at work. $2 run */
export const CANCEL_REST = {
  name: 'cancel-flow-nodes',
  text: `
update flow_node n set status = 'cancelled', reason = 'aborted', ended_at = clock_timestamp()
where n.workspace_id = $1::uuid and n.run_id = $2::uuid and n.status in ('waiting', 'ready', 'review', 'running')
  and not exists (select from task t where ${byKey('t', '$1::uuid', 'n.task_id')} and t.status not in ('COMPLETED', 'FAILED', 'CANCELLED', 'SKIPPED'))
  and (n.kind not in ('each', 'loop') or not exists (
    select from task t where t.workspace_id = $1::uuid and t.flow_run_id = $2::uuid and t.status not in ('COMPLETED', 'FAILED', 'CANCELLED', 'SKIPPED')))`,
};
/** How many tasks of a run are open. */
export const COUNT_OPEN_TASKS = {
  name: 'count-open-flow-tasks',
  text: `
select count(*)::int as n from task
where workspace_id = $1::uuid and flow_run_id = $2::uuid and status not in ('COMPLETED', 'FAILED', 'CANCELLED', 'SKIPPED')`,
};
/** Runs that a server may have left half paused or half ended, and paused ones below whose steps a task came meanwhile. */
export const FIND_HALF_STEERED = {
  name: 'find-half-steered-flow-runs',
  text: `
select r.id, r.workspace_id, r.status, r.created_by from flow_run r
where r.status in ('PAUSED', 'ABORTING') and (r.status = 'ABORTING' or exists (
  with recursive tree as (
    select id, type, status, stopped_at from task where workspace_id = r.workspace_id and flow_run_id = r.id
    union select c.id, c.type, c.status, c.stopped_at from tree p join task c on c.workspace_id = r.workspace_id and c.parent_id = p.id
    where p.type in ('epic', 'feature', 'story')
  )
  select from tree t where t.stopped_at is null and t.status not in ('COMPLETED', 'FAILED', 'CANCELLED', 'SKIPPED')))
order by r.id limit 50`,
};
export const FIND_OVERDUE_WAITS = {
  name: 'find-overdue-flow-waits',
  text: `
select n.workspace_id, n.run_id, n.scope, n.step from flow_node n
where n.status = 'running' and n.due_at <= clock_timestamp() order by n.due_at limit 200`,
};
/** Whether a step still waits, once its run is locked. $2 run, $3 scope, $4 step, $5 status */
export const STANDS_SO = {
  name: 'flow-node-stands-so',
  text: `
select id from flow_node
where workspace_id = $1::uuid and run_id = $2::uuid and scope = $3 and step = $4::int and status = $5`,
};
/** How many tasks a workspace has been given today, and how many it may be given. */
export const READ_QUOTA = {
  name: 'read-task-quota',
  text: `
select case when tasks_day = (clock_timestamp() at time zone 'utc')::date then tasks_of_day else 0 end as of_day,
       (quotas ->> 'tasksPerDay')::float8 as own_quota
from workspace where id = $1::uuid`,
};
