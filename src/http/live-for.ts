import { setTimeout as sleep } from 'node:timers/promises';
import { askAgain } from '@/domain/accounts/ask-again';
import { AppError } from '@/lib/errors';
import { topic, waitFor } from '@/lib/wake';
import type { Person } from './callers';
import { live, type Source } from './live';
import { frame } from './sse';
import { takeStream } from './take-stream';

/** Who reads an open stream is asked again this often, and whenever somebody's way in has changed. */
const ASK_MS = 60_000;
/** What another server has changed may be remembered here for less than this. */
const REMEMBERED_MS = 1_000;

/**
 * A source of frames as the body of a response, for as long as who reads it may: a person whose way in ends, or who has
 * another role, is told so by the event `closed`, and the stream ends. `still` throws where they may not see this any more. Rejects with RATE_LIMITED where they have too many open.
 */
export const liveFor = (
  caller: Person,
  signal: AbortSignal,
  source: Source,
  still: () => Promise<unknown> = async () => {},
): Promise<AsyncIterable<string>> =>
  live(signal, async function* (until) {
    const giveBack = takeStream(caller);
    const over = new AbortController();
    const both = AbortSignal.any([until, over.signal]);
    const watched = watch(caller, still, both).then((isGone) => {
      if (isGone) over.abort();
      return isGone;
    });
    try {
      yield* source(both);
      if (over.signal.aborted)
        yield frame('closed', null, {
          code: 'UNAUTHORIZED',
          message: 'You may not read this any more, or have another role now. Sign in again.',
        });
    } finally {
      giveBack();
      over.abort();
      await watched;
    }
  });

/** Waits until who reads may not any more (true), or the signal. */
async function watch(caller: Person, still: () => Promise<unknown>, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    const woken = await waitFor([topic.access], ASK_MS, signal);
    if (signal.aborted) break;
    if (await isGone(caller, still)) return true;
    if (!woken) continue;
    await sleep(REMEMBERED_MS, undefined, { signal }).catch(() => {});
    if (!signal.aborted && (await isGone(caller, still))) return true;
  }
  return false;
}

async function isGone(caller: Person, still: () => Promise<unknown>): Promise<boolean> {
  const { userId, workspaceId, sessionId, token, role } = caller;
  try {
    const now = await askAgain({ userId, workspaceId, sessionId, tokenId: token?.id ?? null });
    if (!now || now.role !== role) return true;
    await still();
    return false;
  } catch (error) {
    // A database that does not answer for a moment says nothing of anybody.
    return error instanceof AppError && error.code === 'NOT_FOUND';
  }
}
