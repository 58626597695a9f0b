/** Every workspace. */
export const LIST_WORKSPACES = {
  name: 'list-workspaces',
  text: 'select id, name from workspace order by created_at, id',
};
