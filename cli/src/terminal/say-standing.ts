import type { RunnerStatus } from '@/contract/runner';
import { sayPaused } from './say-paused';

/** What a change of how a runner stands means for its work, for whoever looks at its machine. */
export function sayStanding(name: string, status: RunnerStatus): string {
  if (status === 'ACTIVE') return `${name} takes work again.`;
  if (status === 'PAUSED') return sayPaused(name, { note: null });
  return `${name} is held back, as it lost several agents: it takes no work for an hour, or until somebody trusts it again on its page.`;
}
