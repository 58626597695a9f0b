import { z } from 'zod';
import type { Agent } from '@/contract/agent';
import { getLogs, LogLine } from '@/contract/log';
import { type Dashboard, notForUs } from '../../server/dashboard';
import { followStream } from '../../server/follow-stream';
import { emit, say, warn } from '../../terminal/say';
import type { LogsOptions } from '../logs';
import { logPrinter } from './log-printer';

const Lines = z.object({ lines: z.array(LogLine) });
const End = z.object({ totalLines: z.number() });

/**
 * Prints an agent's log from a line on as it grows, each line once whatever becomes of the connection, until the agent
 * has ended or the signal comes.
 */
export async function followLog(
  { origin }: Dashboard,
  agent: Agent,
  fromLine: number,
  options: LogsOptions & { signal?: AbortSignal },
): Promise<void> {
  if (!options.json)
    say(
      `${agent.taskRef}, attempt ${agent.attempt} (${agent.kind}) on ${agent.runnerName}: ${origin}/tasks/${agent.taskRef}`,
    );
  const printer = logPrinter(options);
  let seen = fromLine - 1;
  const events = followStream(origin, getLogs, {
    options: { params: { id: agent.id }, query: { fromLine } },
    onCut: (fault) => warn(`${fault.message} The log goes on where it was cut.`),
    signal: options.signal,
  });
  try {
    for await (const { event, data } of events) {
      if (event === 'end') {
        printer.end();
        emit('log.end', { agentId: agent.id, totalLines: End.parse(JSON.parse(data)).totalLines });
        return;
      }
      if (event !== 'log') continue;
      for (const line of Lines.parse(JSON.parse(data)).lines) {
        if (line.line <= seen) continue;
        seen = line.line;
        if (options.json) emit('log.line', { agentId: agent.id, ...line });
        else printer.line(line);
      }
    }
  } catch (error) {
    throw notForUs(origin, error);
  }
}
