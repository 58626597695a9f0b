import { stepsAt } from './steps-at.sql';

/** The steps of a node of the document, or the one of this id. $2 run, $3 node, $4 id or null */
export const FIND_STEPS = {
  name: 'find-flow-steps',
  text: `
select id, scope, step, status from flow_node
where workspace_id = $1::uuid and run_id = $2::uuid and (id = $4::uuid or ($4::uuid is null and node = $3))
order by step, scope`,
};
/** All that stands directly in the run ($3 ''), or in the rounds of one step ($3 their beginning: \`5[\`). $2 run */
export const READ_STANDING = {
  name: 'read-flow-standing',
  text: `
select scope, step, status, reason, cause, branch, round from flow_node
where workspace_id = $1::uuid and run_id = $2::uuid
  and case when $3 = '' then scope = '' else starts_with(scope, $3) and strpos(substr(scope, length($3) + 1), '[') = 0 end`,
};
/** Steps at work among these, and within these scopes. $2 run, $3 [{scope, step}], $4 beginnings of scopes */
export const FIND_AT_WORK = {
  name: 'find-flow-nodes-at-work',
  text: `
select n.node from flow_node n
where n.workspace_id = $1::uuid and n.run_id = $2::uuid and n.kind = 'task' and n.status = 'running'
  and (exists (select from unnest($4::text[]) as p (prefix) where starts_with(n.scope, p.prefix))
    or exists (select from jsonb_to_recordset($3::jsonb) as d (scope text, step int) where d.scope = n.scope and d.step = n.step))
order by n.step limit 20`,
};
/** Takes away rounds of which no step is at work. $2 run, $3 beginnings of scopes */
export const DROP_ROUNDS = {
  name: 'drop-flow-rounds',
  text: `
delete from flow_node n
where n.workspace_id = $1::uuid and n.run_id = $2::uuid
  and exists (select from unnest($3::text[]) as p (prefix) where starts_with(n.scope, p.prefix))`,
};
/** Lets steps stand as if they had not begun, with what has arrived at them; a task that did one stays what it is. $2 run, $3 [{scope, step, open, met, cause}] */
export const STAND_ANEW = {
  name: 'stand-flow-nodes-anew',
  text: `${stepsAt('scope text, step int, open int, met int, cause int')}
update flow_node n set status = 'waiting', open = d.open, met = d.met, cause = d.cause,
  reason = null, branch = null, round = null, left_open = 0, failed = 0, busy = 0, task_id = null, items = null, output = null,
  due_at = null, started_at = null, ended_at = null
from d where n.workspace_id = $1::uuid and n.id = d.id`,
};
/** Opens rounds again that were over. $2 run, $3 [{scope, step, round, left, failed}] */
export const REOPEN_ROUNDS = {
  name: 'reopen-flow-rounds',
  text: `${stepsAt('scope text, step int, round int, "left" int, failed int')}
update flow_node n set status = 'running', round = coalesce(d.round, n.round), left_open = d.left, failed = d.failed,
                       reason = null, output = null, ended_at = null
from d where n.workspace_id = $1::uuid and n.id = d.id`,
};
/** Opens a run again that was over; a paused one stays so. $3 how many steps are open, $4 how many failed */
export const REOPEN_RUN = {
  name: 'reopen-flow-run',
  text: `
update flow_run set left_open = $3::int, failed = $4::int, ended_at = null,
                    status = case when status = 'PAUSED' then status else 'RUNNING' end
where workspace_id = $1::uuid and id = $2::uuid`,
};
/** Counts anew what runs in groups. $2 run, $3 [{scope, step}] of what counts */
export const COUNT_GROUPS = {
  name: 'count-flow-groups',
  text: `${stepsAt('scope text, step int')}
update flow_node g set busy = (
  select count(*) from flow_node n
  where n.workspace_id = $1::uuid and n.run_id = $2::uuid and n.group_scope = g.scope and n.group_step = g.step
    and n.kind = 'task' and n.status in ('running', 'review'))
from d where g.workspace_id = $1::uuid and g.id = d.id`,
};
