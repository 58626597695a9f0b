/** Within a transaction: what is joined is joined by hash. */
export const BY_HASH = {
  name: 'join-by-hash',
  text: `select set_config('enable_nestloop', 'off', true), set_config('enable_hashjoin', 'on', true)`,
};
/** Joined as the role has it otherwise. $1 whether by hash too */
export const AS_BEFORE = {
  name: 'join-as-before',
  text: `select set_config('enable_nestloop', 'on', true), set_config('enable_hashjoin', $1, true)`,
};
export const READ_HASHJOIN = {
  name: 'read-hashjoin',
  text: "select current_setting('enable_hashjoin') as value",
};
