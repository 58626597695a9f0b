/** The step of a flow that a task does. $2 task */
export const FIND_STEP_OF_TASK = {
  name: 'find-step-of-task',
  text: `
select n.id, n.run_id, n.node, n.part from task t
join flow_node n on n.workspace_id = t.workspace_id and n.id = t.flow_node_id
where t.workspace_id = $1::uuid and t.id = $2::uuid`,
};
