import { followLog } from '@/domain/logs/follow-log';
import type { LogBatch } from '@/domain/logs/log-feed';
import type { Viewer } from '@/lib/db';
import { frame } from './sse';

/** A batch goes to everyone who watches: it is written out once. */
const written = new WeakMap<LogBatch, string>();

/**
 * An agent's log as frames: `log` with lines and `end` once it is complete. The id is the last line of these that is
 * stored for certain, so a reader that resumes after it may be given a line once more, and never too few.
 */
export async function* logFrames(
  who: Viewer,
  agentId: string,
  fromLine: number,
  signal: AbortSignal,
): AsyncGenerator<string> {
  for await (const batch of followLog(who, agentId, fromLine, signal)) {
    let text = written.get(batch);
    if (!text) written.set(batch, (text = write(batch)));
    yield text;
  }
}

function write({ lines, storedLine, totalLines, complete, pruned }: LogBatch): string {
  const last = lines.at(-1);
  const grown = last ? frame('log', Math.min(last.line, storedLine), { lines }) : ': here\n\n';
  return complete ? grown + frame('end', totalLines, { totalLines, pruned }) : grown;
}

/** The line a reader wants next: after the last one it has seen, by the browser's own header, or the one it asked for. */
export function nextLine(lastEventId: string | undefined, fromLine: number): number {
  const seen = lastEventId && /^\d{1,10}$/.test(lastEventId) ? Number(lastEventId) : 0;
  return Math.max(fromLine, seen + 1);
}
