/** Marks the wish to cancel: every answer to the live agent carries it from now on. */
export const REQUEST_CANCEL = {
  name: 'request-cancel',
  text: 'update task set cancel_requested_at = clock_timestamp() where workspace_id = $1::uuid and id = $2::uuid',
};
