import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { stateFolder } from '../config/folders';
import { useGitConfig } from '../workspace/git';
import { agentMark, markedProcesses, signalTree, startTimeOf } from '../workspace/process-tree';
import { leftAgents } from './agent-folder';
import { endProcesses, keepAndRemove } from './recover-agents';
import { runningRunner } from './single-runner';

/** How long what an agent started may take to end by itself, in milliseconds. */
const PATIENCE_MS = 10_000;

const agents = new Set<string>();
let pending = '';

// A process of its own beside the runner: its input ends when the runner ends, however that came about.
process.stdin.setEncoding('utf8');
process.stdin.on('data', (text: string) => {
  const lines = (pending + text).split('\n');
  pending = lines.pop() ?? '';
  for (const line of lines) {
    if (line.startsWith('+')) agents.add(line.slice(1));
    else agents.delete(line.slice(1));
  }
});
process.stdin.on('end', () => void settle());
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

/** Ends what the agents of a dead runner left running; keeps their work unless a new runner is there to do so. */
async function settle(): Promise<void> {
  const left = leftAgents().filter(({ agentId }) => agents.has(agentId));
  const noted = () =>
    left.flatMap(({ pid, startTime }) =>
      pid !== null && startTime !== null && startTimeOf(pid) === startTime ? [pid] : [],
    );
  const alive = () => [...new Set([...noted(), ...markedProcesses(...[...agents].map(agentMark))])];
  // What stands still heeds no request to end.
  for (const pid of alive()) for (const signal of ['SIGTERM', 'SIGCONT'] as const) signalTree(pid, signal);
  for (const until = Date.now() + PATIENCE_MS; alive().length > 0 && Date.now() < until; ) await pause(100);
  endProcesses(left);
  for (const pid of alive()) signalTree(pid, 'SIGKILL');
  // As the runner has written it: how files look decides what is kept.
  useGitConfig(path.join(stateFolder(), 'gitconfig'));
  for (const note of left) if (runningRunner() === null) await keepAndRemove(note);
}
