/** How many a workspace has of something, with the place of this transaction. $1 workspace, $2 what */
export const COUNT_FOR_QUOTA = {
  name: 'count-for-quota',
  text: 'select ao_count_for_quota($1::uuid, $2) as n',
};
