import type { Agent } from '@/contract/agent';
import { words } from '../words/agent-state';

/** How people name an agent of a task: `Attempt 2 (work)`. */
export const agentWord = (agent: Pick<Agent, 'attempt' | 'kind'>) =>
  words.named(agent.attempt, words.kinds[agent.kind]);
