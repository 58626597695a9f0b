import { WAITS_FOR_LOCK } from '@/domain/locks/lock-reason';

const WAITS = `t.status = 'BLOCKED' and t.reason like '${WAITS_FOR_LOCK}%' and t.workspace_id = $1::uuid
  and ($2::uuid is null or t.project_id = $2::uuid) and t.project_id <> all ($3::uuid[])`;

/** Tasks that wait for file locks, after $4 in the order of their ids. $1 workspace, $2 project or null, $3 hidden projects, $5 limit, $6 offset */
export const LIST_LOCK_WAITS = {
  name: 'list-lock-waits',
  text: `
select t.id from task t where ${WAITS} and t.id > coalesce($4::uuid, '00000000-0000-0000-0000-000000000000')
order by t.id limit $5::int offset $6::int`,
};

/** How many wait, up to $4. */
export const COUNT_LOCK_WAITS = {
  name: 'count-lock-waits',
  text: `select count(*)::int as n from (select from task t where ${WAITS} limit $4::int) found`,
};
