/**
 * Ends file locks of a task, all of them or one, and says which; its hold stays, as the task goes on.
 * $1 workspace, $2 task, $3 lock or null
 */
export const RELEASE_LOCKS = {
  name: 'release-locks',
  text: `
delete from file_lock where workspace_id = $1::uuid and task_id = $2::uuid and ($3::uuid is null or id = $3::uuid)
returning id, project_id, pattern`,
};

/** The tasks of a project that wait for a file lock, oldest first. */
export const WAITERS_FOR_LOCKS = {
  name: 'waiters-for-locks',
  text: `
select t.id from task t
where t.workspace_id = $1::uuid and t.project_id = $2::uuid and t.status = 'BLOCKED' and t.reason like 'lock:%'
order by t.created_at, t.id`,
};
