import { WAITS_FOR_LOCK } from '@/domain/locks/lock-reason';
import { claimPlaceOf } from '@/lib/claim-place.sql';

/** The next tasks that wait for a file lock, after $1 in the order of their ids, $2 of them. */
export const WAITERS_AFTER = {
  name: 'waiters-after',
  text: `
select t.id, t.workspace_id, t.project_id, t.files_hint, t.reads_hint, substr(t.reason, ${WAITS_FOR_LOCK.length + 1}) as path, ${claimPlaceOf('t')} as place
from task t
where t.status = 'BLOCKED' and t.reason like '${WAITS_FOR_LOCK}%' and t.id > $1::uuid
order by t.id limit $2::int`,
};
