import { byKey } from '@/lib/by-key.sql';

/**
 * The task that a person looks at to decide about a step: the last one that led to it, else the last of the run.
 * $2 run, $3 [{scope, step}] of what leads to it
 */
export const FIND_GATE_TASK = {
  name: 'find-gate-task',
  text: `
select t.id from task t
left join flow_node n on n.workspace_id = $1::uuid and n.run_id = $2::uuid and n.task_id = t.id
  and exists (select from jsonb_to_recordset($3::jsonb) as d (scope text, step int) where d.scope = n.scope and d.step = n.step)
where t.workspace_id = $1::uuid and t.flow_run_id = $2::uuid
order by n.id is null, t.number desc limit 1`,
};
/** Says which step an exception is about. $2 exception, $3 run, $4 node */
export const NAME_GATE = {
  name: 'name-gate',
  text: `
update exception set flow_run_id = $3::uuid, flow_node_id = $4::uuid where workspace_id = $1::uuid and id = $2::uuid`,
};
/** Closes those of a run whose step does not wait any more. $2 run, $3 status, $4 resolution, $5 person or null */
export const CLOSE_GATES = {
  name: 'close-gates',
  text: `
update exception e set status = $3::"ExceptionStatus", resolution = $4::jsonb, resolved_by = $5::uuid,
                       resolved_at = clock_timestamp(), updated_at = clock_timestamp(), version = e.version + 1
where e.workspace_id = $1::uuid and e.flow_run_id = $2::uuid and e.status in ('open', 'acknowledged')
  and not exists (select from flow_node n where ${byKey('n', '$1::uuid', 'e.flow_node_id')} and n.status = 'review')
returning e.id, e.task_id`,
};
