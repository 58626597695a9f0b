import type { TaskStatus } from '@/contract/task';
import { openException } from '@/domain/exceptions/open-exception';
import { optionsFor, severityOf } from '@/domain/exceptions/options';
import { newId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { taskRef } from '@/lib/refs';
import { advanceTask } from '@/services/coordinator/advance-task';
import { LOCK_STRANDED } from './return-stranded.sql';

interface Stranded {
  id: string;
  number: number;
  ready: 'merge' | 'verify';
  status: TaskStatus;
}

const GONE = 'The machine that has its commit was revoked';
const WHAT = {
  merge: {
    to: 'IN_REVIEW',
    type: 'CONFLICT_DETECTED',
    body: 'No other machine can merge the commit. Send it back to have the work done again. Where the merge had begun, look first whether the branch has it.',
  },
  verify: {
    to: 'NEEDS_HUMAN',
    type: 'RUNNER_LOST',
    body: 'No other machine can check the commit. Try it again to have the work done elsewhere.',
  },
} as const;

/**
 * Gives tasks back to people that nobody but a runner that was revoked could have checked or merged, in the open
 * transaction: they would wait for ever. Ids are database uuids.
 */
export async function returnStranded(runs: Runs, workspaceId: string, runnerId: string): Promise<void> {
  for (const task of await runs.query<Stranded>(LOCK_STRANDED, [workspaceId, runnerId])) {
    const { to, type, body } = WHAT[task.ready];
    const about = { workspaceId, taskId: task.id, actor: 'system' };
    await advanceTask(runs, { ...about, from: [task.status], to, reason: 'runner_revoked' });
    await openException(runs, {
      ...about,
      id: newId(),
      type,
      severity: severityOf(type),
      title: GONE,
      body,
      options: optionsFor(type, taskRef(task.number), 'runner_revoked'),
    });
  }
}
