import { setTimeout as pause } from 'node:timers/promises';
import type Anthropic from '@anthropic-ai/sdk';
import { APIError, APIUserAbortError } from '@anthropic-ai/sdk';
import { providerReason } from '../provider-reason';
import type { Verdict } from '../verdict';

const TRIES = 8;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

export interface Retry {
  attempt: number;
  of: number;
  delayMs: number;
  status: number | null;
  error: string;
}

/** One request to the model, repeated where there is hope. Gives its answer, or why there is none. */
export async function askModel(
  client: Anthropic,
  body: Anthropic.MessageCreateParamsNonStreaming,
  {
    signal,
    tries = TRIES,
    onRetry,
  }: { signal: AbortSignal; tries?: number; onRetry: (retry: Retry) => void },
): Promise<{ message: Anthropic.Message } | { failed: Verdict }> {
  for (let attempt = 1; ; attempt++) {
    try {
      return { message: await client.messages.create(body, { signal, maxRetries: 0 }) };
    } catch (error) {
      if (signal.aborted || error instanceof APIUserAbortError)
        return { failed: { ok: false, reason: 'cancelled', message: 'It was stopped by the runner.' } };
      const { status, kind, message } = factsOf(error);
      const hopeful = status === null || status === 408 || status === 409 || status === 429 || status >= 500;
      if (!hopeful || attempt > tries)
        return { failed: { ok: false, reason: providerReason(status, kind, message), message } };
      const delayMs = waitBefore(attempt, error);
      onRetry({ attempt, of: tries, delayMs, status, error: kind });
      await pause(delayMs, null, { signal }).catch(() => {});
    }
  }
}

function factsOf(error: unknown): { status: number | null; kind: string; message: string } {
  if (!(error instanceof APIError)) throw error;
  return { status: error.status ?? null, kind: error.type ?? 'unknown', message: error.message };
}

function waitBefore(attempt: number, error: unknown): number {
  const asked = error instanceof APIError ? Number(error.headers?.get('retry-after')) * 1000 : 0;
  const own = FIRST_WAIT_MS * 2 ** (attempt - 1) * (0.75 + Math.random() / 2);
  return Math.round(Math.min(Math.max(asked || 0, own), LONGEST_WAIT_MS));
}
