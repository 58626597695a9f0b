import { byKey } from '@/lib/by-key.sql';

/** The step of a flow that a task does. $2 task */
export const FIND_STEP_OF_TASK = {
  name: 'find-step-of-task',
  text: `
select n.id, n.run_id, n.node, n.part from task t
join flow_node n on ${byKey('n', 't.workspace_id', 't.flow_node_id')}
where ${byKey('t', '$1::uuid', '$2::uuid')}`,
};
