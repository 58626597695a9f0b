/** Whether a transaction is of this workspace. $1 workspace */
export const IS_MINE = {
  name: 'is-mine',
  text: "select nullif(current_setting('app.workspace', true), '')::uuid = $1::uuid as mine",
};
