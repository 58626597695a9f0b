import type { ChildProcess } from 'node:child_process';
import { AGENT_MARK, agentMark, markedProcesses } from './process-tree';

/** What this runner has started itself and what has not ended yet, by agent. */
const started = new Map<string, Set<number>>();

/** Remembers a child for the agent that its environment names, if any, until it has ended. */
export function noteChild(child: ChildProcess, env: Record<string, string>): void {
  const { pid } = child;
  const agentId = env[AGENT_MARK];
  if (pid === undefined || agentId === undefined) return;
  const pids = started.get(agentId) ?? new Set();
  started.set(agentId, pids.add(pid));
  child.once('exit', () => {
    pids.delete(pid);
    if (pids.size === 0 && started.get(agentId) === pids) started.delete(agentId);
  });
}

/** Whom to signal, with all below them, to reach what an agent runs: by its mark, and where no system shows marks, what was started here. */
export const agentProcesses = (agentId: string): number[] => [
  ...new Set([...(started.get(agentId) ?? []), ...markedProcesses(agentMark(agentId))]),
];
