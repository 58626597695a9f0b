/** No task can be added to the project until the transaction ends. */
export const LOCK_PROJECT = {
  name: 'lock-project',
  text: 'select id from project where workspace_id = $1::uuid and id = $2::uuid for update',
};
