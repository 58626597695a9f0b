import { byKey } from '@/lib/by-key.sql';

/** Whether the only machine that has a task's commit was revoked. $1 workspace, $2 task */
export const IS_HOLDER_REVOKED = {
  name: 'is-holder-revoked',
  text: `
select exists (
  select from task t join runner r on ${byKey('r', 't.workspace_id', 't.pinned_runner_id')}
  where ${byKey('t', '$1::uuid', '$2::uuid')} and r.status = 'REVOKED') as revoked`,
};
