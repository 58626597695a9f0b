import { text as readAll } from 'node:stream/consumers';
import { sendMessage } from '@/contract/message';
import { type DashboardOptions, openDashboard } from '../server/dashboard';
import { signMessage } from '../signing/sign-message';
import { Failure } from '../terminal/failure';
import { print, printJson } from '../terminal/say';
import { findAgent } from './find-agent';

/** Says something to a live agent, named by its id or its task. */
export async function messageAgent(
  given: string,
  said: string,
  options: DashboardOptions & { sign?: boolean },
): Promise<void> {
  const text = said === '-' ? (await readAll(process.stdin)).trim() : said;
  const dashboard = openDashboard(options);
  const agent = await findAgent(dashboard, given);
  if (!agent?.live) {
    const ref = agent?.taskRef ?? given;
    throw new Failure(
      'NO_LIVE_AGENT',
      `No agent is at work on ${ref} now. Once one has finished: agent-orchestrator follow-up ${ref} "…"`,
    );
  }
  const signature = options.sign ? signMessage(agent.taskId, text) : undefined;
  const message = await dashboard.call(sendMessage, { params: { id: agent.id }, body: { text, signature } });
  if (options.json) return printJson({ data: message });
  print(
    `Sent to the agent of ${agent.taskRef} on ${agent.runnerName}. It hears it after the tool call it is in.`,
  );
}
