export const FIND_PUSH_KEY = {
  name: 'find-push-key',
  text: 'select private_key from hot.push_key',
};

/** Keeps a pair of keys unless there is one. $1 public, $2 private, encrypted */
export const KEEP_PUSH_KEY = {
  name: 'keep-push-key',
  text: 'insert into hot.push_key (public_key, private_key) values ($1, $2) on conflict do nothing',
};
