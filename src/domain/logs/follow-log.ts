import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import type { LogPage } from '@/contract/log';
import { asWorkspace } from '@/lib/db';
import { fromWireId } from '@/lib/ids';
import { topic, waitFor } from '@/lib/wake';
import { readLog } from './read-log';

/** A missed wake-up is found within this. */
const LOOK_MS = 2_000;
/** Chunks come in bursts: one look takes what arrives within this. */
const GATHER_MS = 40;
const PAGE = 2_000;

/**
 * Pages of an agent's log (wire id) from a line on, as they grow; the last one is complete, or the signal ends it.
 * The first comes at once, even where it is empty. Throws NOT_FOUND.
 */
export async function* followLog(
  workspaceId: string,
  wireId: string,
  fromLine: number,
  signal: AbortSignal,
): AsyncGenerator<LogPage> {
  const grown = topic.log(fromWireId('agent', wireId));
  let next = fromLine;
  for (let first = true; !signal.aborted; first = false) {
    const pause = new AbortController();
    // Listening begins before the look, so nothing can be said in between.
    const woken = waitFor([grown], LOOK_MS, AbortSignal.any([signal, pause.signal]));
    try {
      const fromLine = next;
      const page = await together(`${workspaceId} ${wireId} ${fromLine}`, () =>
        asWorkspace(workspaceId, (tx, runs) => readLog(tx, runs, wireId, { fromLine, limit: PAGE })),
      );
      next = (page.lines.at(-1)?.line ?? next - 1) + 1;
      if (first || page.lines.length > 0 || page.complete) yield page;
      if (page.complete) return;
      if (page.lines.length > 0 && next <= page.totalLines) continue;
      if (await woken) await sleep(GATHER_MS);
    } finally {
      pause.abort();
    }
  }
}

const gathering = new Map<string, Promise<LogPage>>();

/**
 * Viewers that stand at the same line and are woken together share one read. Nobody joins a read that has begun:
 * it may not see what that viewer was woken for.
 */
function together(place: string, read: () => Promise<LogPage>): Promise<LogPage> {
  const joined = gathering.get(place);
  if (joined) return joined;
  const page = turn().then(() => {
    gathering.delete(place);
    return read();
  });
  gathering.set(place, page);
  return page;
}
