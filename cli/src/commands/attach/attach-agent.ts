import type { Agent } from '@/contract/agent';
import { getLogs } from '@/contract/log';
import { whyTask } from '@/contract/task-calls';
import { type Dashboard, openDashboard } from '../../server/dashboard';
import { explainError } from '../../terminal/explain-error';
import { EXIT, Failure } from '../../terminal/failure';
import { say, useJson, warn } from '../../terminal/say';
import type { AttachOptions } from '../attach';
import { findAgent } from '../find-agent';
import { awaitAgent } from '../logs/await-agent';
import { followLog } from '../logs/follow-log';
import { followState } from './follow-state';
import { hearPerson } from './hear-person';
import { sayTo } from './say-to';
import { heardTeller } from './tell-heard';

/**
 * Prints what a live agent says and what becomes of its task, and passes on what a person says, until the agent has
 * ended or the person leaves; sets the exit code.
 */
export async function attachAgent(target: string, options: AttachOptions): Promise<void> {
  const dashboard = openDashboard(options);
  useJson(options.json === true);
  const agent = await liveAgent(dashboard, target);
  const tellHeard = await heardTeller(dashboard, agent);
  const leave = new AbortController();
  const person = hearPerson(options, {
    onLine: (line) => sayTo(dashboard, agent, line, options),
    onLeave: (exit) => {
      process.exitCode = EXIT[exit];
      leave.abort();
    },
  });
  try {
    const state = followState(dashboard, agent, { tellHeard, signal: leave.signal }).catch((error) =>
      warn(`Where the task stands cannot be followed: ${explainError(error).message}`),
    );
    if (person.types) say('What you type is said to the agent. Ctrl-C leaves; the agent goes on.');
    await followLog(dashboard, agent, await firstLine(dashboard, agent, options.lines), {
      ...options,
      signal: leave.signal,
    });
    const left = leave.signal.aborted;
    leave.abort();
    await state;
    if (left)
      say(`You have left. The agent goes on; come back with: agent-orchestrator attach ${agent.taskRef}`);
    else {
      await tellHeard();
      await sayEnd(dashboard, agent);
    }
  } finally {
    leave.abort();
    person.close();
  }
}

async function liveAgent(dashboard: Dashboard, target: string): Promise<Agent> {
  const agent = (await findAgent(dashboard, target)) ?? (await awaitAgent(dashboard, target));
  if (agent.live) return agent;
  const { sentence } = await dashboard.call(whyTask, { params: { id: agent.taskRef } });
  throw new Failure(
    'NO_LIVE_AGENT',
    `No agent is at work on ${agent.taskRef} now: ${sentence} What the last one said: agent-orchestrator logs ${agent.taskRef}`,
  );
}

async function firstLine(dashboard: Dashboard, agent: Agent, wanted: number): Promise<number> {
  const { totalLines } = await dashboard.call(getLogs, { params: { id: agent.id }, query: { limit: 1 } });
  return Math.max(1, totalLines - wanted + 1);
}

async function sayEnd(dashboard: Dashboard, agent: Agent): Promise<void> {
  const { sentence } = await dashboard.call(whyTask, { params: { id: agent.taskRef } });
  say(`The agent has ended. ${agent.taskRef}: ${sentence}`);
}
