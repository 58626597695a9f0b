import type { Agent } from '@/contract/agent';
import { getLogs } from '@/contract/log';
import { whyTask } from '@/contract/task-calls';
import { type Dashboard, openDashboard } from '../../server/dashboard';
import { Failure } from '../../terminal/failure';
import { printJson, say, useJson } from '../../terminal/say';
import { findAgent } from '../find-agent';
import type { LogsOptions } from '../logs';
import { readTaskRef } from '../read-ref';
import { awaitAgent } from './await-agent';
import { followLog } from './follow-log';
import { logPrinter } from './log-printer';
import { readLog } from './read-log';

/** Prints the log of an agent: what there is, or with `follow` all of it as it grows, until the agent ends. */
export async function showLog(target: string, options: LogsOptions): Promise<void> {
  const dashboard = openDashboard(options);
  useJson(options.json === true && options.follow === true);
  const agent = (await findAgent(dashboard, target)) ?? (await noAgent(dashboard, target, options));
  const fromLine = await firstLine(dashboard, agent, options.lines);
  if (options.follow) return followLog(dashboard, agent, fromLine, options);
  const { lines, totalLines, totalBytes, complete } = await readLog(dashboard, agent.id, fromLine);
  if (options.json)
    return printJson({
      data: { agentId: agent.id, taskRef: agent.taskRef, lines, totalLines, totalBytes, complete },
    });
  const printer = logPrinter(options);
  for (const line of lines) printer.line(line);
  printer.end();
  if (!complete)
    say(`${agent.taskRef} is still being worked on; follow it with: agent-orchestrator logs ${target} -f`);
}

async function noAgent(dashboard: Dashboard, target: string, { follow }: LogsOptions): Promise<Agent> {
  if (follow) return awaitAgent(dashboard, target);
  const ref = readTaskRef(target);
  const { sentence } = await dashboard.call(whyTask, { params: { id: ref } });
  throw new Failure(
    'NO_AGENT',
    `No agent has worked on ${ref} yet: ${sentence} Wait for one with: agent-orchestrator logs ${ref} -f`,
  );
}

async function firstLine(dashboard: Dashboard, agent: Agent, wanted: number | undefined): Promise<number> {
  if (wanted === undefined) return 1;
  const { totalLines } = await dashboard.call(getLogs, { params: { id: agent.id }, query: { limit: 1 } });
  return Math.max(1, totalLines - wanted + 1);
}
