import { byKey } from '@/lib/by-key.sql';

/** The step of a flow that a task does. $2 task */
export const FIND_STEP_OF_TASK = {
  name: 'find-step-of-task',
  text: `
select n.id, n.run_id, n.node, n.part from flow_node n
where ${byKey('n', '$1::uuid', `(select t.flow_node_id from task t where ${byKey('t', '$1::uuid', '$2::uuid')})`)}`,
};
