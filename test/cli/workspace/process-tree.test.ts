import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { agentProcesses, noteChild } from '../../../cli/src/workspace/agent-processes';
import {
  AGENT_MARK,
  processesByPs,
  processTree,
  signalTree,
  treeActivity,
} from '../../../cli/src/workspace/process-tree';

let child: ChildProcess;

/** A shell in a group of its own, a shell below it, and what that one waits for. */
beforeEach(async () => {
  child = spawn('sh', ['-c', 'sh -c "echo ready; sleep 600; true"; true'], {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(child.stdout!, 'data');
});
afterEach(async () => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  signalTree(child.pid!, 'SIGKILL');
  await once(child, 'exit');
});

test('what a process has started is found by ps as well as by /proc, and stands still and goes on with it', async () => {
  await expect.poll(() => processTree(child.pid!).length).toBe(3);
  expect(processTree(child.pid!, processesByPs())).toEqual(processTree(child.pid!));
  signalTree(child.pid!, 'SIGSTOP');
  await expect.poll(() => treeActivity(child.pid!).stopped).toBe(true);
  signalTree(child.pid!, 'SIGCONT');
  await expect.poll(() => treeActivity(child.pid!).stopped).toBe(false);
});

test('a child is its agent’s until it ends, whether or not the system shows its mark', async () => {
  noteChild(child, { [AGENT_MARK]: 'agent_a' });
  expect(agentProcesses('agent_a')).toEqual([child.pid]);
  expect(agentProcesses('agent_b')).toEqual([]);
  signalTree(child.pid!, 'SIGKILL');
  await once(child, 'exit');
  expect(agentProcesses('agent_a')).toEqual([]);
});
