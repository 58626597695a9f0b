/** Removes the logs of all agents of a project. $1 workspace, $2 project */
export const ERASE_PROJECT_LOGS = {
  name: 'erase-project-logs',
  text: `
delete from hot.log_chunk c using task t join agent a on a.workspace_id = t.workspace_id and a.task_id = t.id
where t.workspace_id = $1::uuid and t.project_id = $2::uuid and c.start_day = a.start_day and c.agent_id = a.id`,
};
