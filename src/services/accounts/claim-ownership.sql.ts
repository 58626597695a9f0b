/** Whoever asks first makes the account; who asks in the same moment is told so. */
export const BE_ALONE = {
  name: 'be-alone',
  text: "select pg_try_advisory_xact_lock(hashtext('first owner')) as yes",
};
