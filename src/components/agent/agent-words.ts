import type { Agent } from '@/contract/agent';

const KIND = { work: 'work', verify: 'verification', merge: 'merge' } as const;

/** How people name an agent of a task: `Attempt 2 (work)`. */
export const agentWord = (agent: Pick<Agent, 'attempt' | 'kind'>) =>
  `Attempt ${agent.attempt} (${KIND[agent.kind]})`;
