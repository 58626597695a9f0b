/**
 * Ends file locks of a task, all of them or one, and says which; its hold stays, as the task goes on.
 * $1 workspace, $2 task, $3 lock or null
 */
export const RELEASE_LOCKS = {
  name: 'release-locks',
  text: `
delete from file_lock where workspace_id = $1::uuid and task_id = $2::uuid and ($3::uuid is null or id = $3::uuid)
returning project_id, kind::text as kind, pattern, match_key`,
};
