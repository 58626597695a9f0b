import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Usage } from '@/contract/agent';
import { type FailureReason, finishAgent } from '@/contract/attempt';
import { cut } from '@/contract/cut';
import type { BodyGiven } from '@/contract/endpoint';
import { racePoint } from '../config/race-point';
import { writePrivately } from '../config/store';
import type { AgentLog } from '../logs/agent-log';
import { withRetries } from '../server/retry';
import { ServerFault } from '../server/server-fault';
import type { Caller } from '../server/session';
import { unlessAborted } from '../server/unless-aborted';
import { afterDeliveryFault } from './delivery-state';

/** What came of an agent, before its log is counted. */
export type Result = Omit<BodyGiven<typeof finishAgent>, 'logBytes' | 'logDigest' | 'usage'>;

export const NO_USAGE: Usage = {
  inputTokens: 0,
  outputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  costMicros: 0,
  turns: 0,
  model: null,
};

/** What two processes of one agent have used together; the first may have used nothing. */
export const addUsage = (before: Usage | null, usage: Usage): Usage =>
  before === null
    ? usage
    : {
        inputTokens: before.inputTokens + usage.inputTokens,
        outputTokens: before.outputTokens + usage.outputTokens,
        cacheReadTokens: before.cacheReadTokens + usage.cacheReadTokens,
        cacheWriteTokens: before.cacheWriteTokens + usage.cacheWriteTokens,
        costMicros: before.costMicros + usage.costMicros,
        turns: before.turns + usage.turns,
        model: usage.model ?? before.model,
      };

const EMPTY = { reason: null, baseSha: null, headSha: null, mergedSha: null, changes: null, checks: [] };

/** A result that went well. */
export const succeeded = (message: string, facts: Partial<Result> = {}): Result => ({
  ...EMPTY,
  outcome: 'succeeded',
  message,
  ...facts,
});

/** A result that did not, with its stable reason. */
export const failed = (reason: FailureReason, message: string, facts: Partial<Result> = {}): Result => ({
  ...EMPTY,
  outcome: 'failed',
  reason,
  message,
  ...facts,
});

export interface Delivery {
  agentId: string;
  folder: string;
  call: Caller;
  log: AgentLog;
  /** Asked before each try; resolves when sending is allowed, rejects when it never will be or the signal comes. */
  mayWrite(signal: AbortSignal): Promise<void>;
  /** Ends the waiting, whatever it is for. */
  signal: AbortSignal;
}

/**
 * Sends the rest of the log, then the result, until the server has taken it; one that it refuses for good is told as a
 * failure in its place, so that people read why. The result is on disk before anything is sent. Returns what was taken and
 * the task's status. Throws a ServerFault when the agent is no longer ours.
 */
export async function deliverResult(
  delivery: Delivery,
  result: Result,
  usage: Usage,
): Promise<{ taken: Result; taskStatus: string }> {
  const { agentId, folder, call, log, mayWrite, signal } = delivery;
  const write = (told: Result) => keep(join(folder, 'result.json'), { result: told, usage });
  let told = result;
  log.seal();
  write(told);
  racePoint('result-kept');
  let counted = await unlessAborted(log.finish(), signal);
  for (let tries = 0; ; tries++) {
    const body = { ...told, usage, ...counted };
    try {
      const { taskStatus } = await withRetries(
        async () => {
          await mayWrite(signal);
          return call(finishAgent, { params: { id: agentId }, body, signal, timeoutMs: 30_000 });
        },
        { signal },
      );
      racePoint('result-acked');
      return { taken: told, taskStatus };
    } catch (error) {
      if (!(error instanceof ServerFault)) throw error;
      const meaning = afterDeliveryFault(error.facts, tries);
      if (meaning === 'refused' && told === result) {
        told = refused(error);
        write(told);
        continue;
      }
      if (meaning !== 'resend') throw error;
      await sleep(100 * 2 ** tries, undefined, { signal });
      counted = await unlessAborted(log.resend(), signal);
    }
  }
}

/** As little as can be said of a result that was refused: whatever was wrong with it is not in this one. */
const refused = ({ facts, message }: ServerFault): Result =>
  failed('unknown', cut(`The server did not take the result (${facts.code}): ${message}`, 4000));

/** A full disk must not keep a result from being reported. */
function keep(path: string, value: unknown): void {
  try {
    writePrivately(path, JSON.stringify(value));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}

/** The result that an earlier process wrote down but perhaps never delivered; null where there is none. */
export function storedResult(folder: string): { result: Result; usage: Usage } | null {
  const path = join(folder, 'result.json');
  return existsSync(path)
    ? (JSON.parse(readFileSync(path, 'utf8')) as { result: Result; usage: Usage })
    : null;
}
