import type { Task } from '@/contract/task';
import { hasEnded } from './status-vocabulary';

/** Whether it may still be cancelled or closed, as far as the page knows: not while it is being cancelled or an agent merges it. */
export const mayCancel = ({ status, agentId }: Pick<Task, 'status' | 'agentId'>): boolean =>
  !hasEnded(status) && status !== 'CANCELLING' && (status !== 'MERGING' || agentId === null);
