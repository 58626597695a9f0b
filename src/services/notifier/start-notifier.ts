import { setTimeout as sleep } from 'node:timers/promises';
import { tellPeople } from '@/domain/notifications/tell-people';
import { logger } from '@/lib/logger';
import { topic, waitFor } from '@/lib/wake';
import { sendPushes } from './send-pushes';

/** What nobody woke us for is found within this. */
const LOOK_MS = 15_000;
/** News come in bursts, and settle a moment after they are heard of. */
const GATHER_MS = 250;

/** Tells people what has happened, as soon as it has, for as long as the server lives. */
export function startNotifier(): { stop(): void } {
  const stopping = new AbortController();
  void run(stopping.signal);
  return { stop: () => stopping.abort() };
}

async function run(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const woken = await waitFor([topic.news], LOOK_MS, signal);
    if (woken) await sleep(GATHER_MS, undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
    await notifyPeople().catch((error: Error) =>
      logger().warn({ error: error.message }, 'people could not be told; the next look tries again'),
    );
  }
}

/** Tells people what has happened and browsers what is due. Answers how many of both. */
export async function notifyPeople(): Promise<number> {
  return (await tellPeople()) + (await sendPushes());
}
