import { setImmediate as turn } from 'node:timers/promises';
import type { LogPage } from '@/contract/log';
import { asWorkspace, type Viewer } from '@/lib/db';
import { fromWireId } from '@/lib/ids';
import { findLog } from './find-log';
import { joinFeed, type LogBatch } from './log-feed';
import { readLog } from './read-log';

const PAGE = 2_000;
/** A viewer that is this far behind is cut off: it comes back and resumes from the database. */
const MOST_WAITING = 2_000;

/**
 * An agent's log (wire id) from a line on, as it grows; the last batch is complete, or the signal ends it. What is
 * stored is read; what comes then is handed on by the one feed of this process. The first batch comes at once, even
 * where it is empty. Throws NOT_FOUND.
 */
export async function* followLog(
  who: Viewer,
  wireId: string,
  fromLine: number,
  signal: AbortSignal,
): AsyncGenerator<LogBatch> {
  const waiting: LogBatch[] = [];
  let wake = () => {};
  // What is read and handed on from here is shared by everyone who watches: this alone asks whether they may.
  await asWorkspace(who, (tx) => findLog(tx, wireId));
  const feed = await joinFeed(who.workspaceId, fromWireId('agent', wireId), (batch) => {
    waiting.push(batch);
    wake();
  });
  const onAbort = () => wake();
  signal.addEventListener('abort', onAbort);
  try {
    let next = fromLine;
    for (let first = true; first || next < feed.line; first = false) {
      const from = next;
      const page = await together(`${who.workspaceId} ${wireId} ${from}`, () =>
        asWorkspace(who, (tx, runs) => readLog(tx, runs, wireId, { fromLine: from, limit: PAGE })),
      );
      next = (page.lines.at(-1)?.line ?? next - 1) + 1;
      yield batchOf(page);
      if (page.complete || signal.aborted) return;
      if (page.lines.length === 0) break;
    }
    while (!signal.aborted && waiting.length < MOST_WAITING) {
      const batch = waiting.shift();
      if (!batch) {
        await new Promise<void>((resolve) => {
          wake = resolve;
          if (waiting.length > 0 || signal.aborted) resolve();
        });
        continue;
      }
      const fresh = from(batch, next);
      if (fresh.lines.length > 0 || fresh.complete) yield fresh;
      if (fresh.complete) return;
      next = Math.max(next, (batch.lines.at(-1)?.line ?? 0) + 1);
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    feed.leave();
  }
}

const batchOf = ({ lines, complete, pruned, totalLines }: LogPage): LogBatch => ({
  lines,
  complete,
  pruned,
  totalLines,
  storedLine: totalLines,
});

/** What a viewer has read already is left out. The same batch serves everyone who lacks all of it. */
function from(batch: LogBatch, next: number): LogBatch {
  const [first] = batch.lines;
  if (!first || first.line >= next) return batch;
  return { ...batch, lines: batch.lines.filter(({ line }) => line >= next) };
}

const gathering = new Map<string, Promise<LogPage>>();

/**
 * Viewers that stand at the same line and come together share one read. Nobody joins a read that has begun: it may
 * not see what that viewer came for.
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
