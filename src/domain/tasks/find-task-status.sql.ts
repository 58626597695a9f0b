export const FIND_TASK_STATUS = {
  name: 'find-task-status',
  text: 'select status from task where workspace_id = $1::uuid and id = $2::uuid',
};
