/** Every workspace that is not being erased. */
export const LIST_WORKSPACES = {
  name: 'list-workspaces',
  text: 'select id, name from workspace where deleted_at is null order by created_at, id',
};
