import type { DiffLine, Hunk } from '@/contract/parse-patch';
import { differingParts } from './mark-words';

export type MarkedLine = DiffLine & { mark: [number, number] | null };

/** The lines of a hunk with the words that differ marked, where equally many lines were removed and added together. */
export function withMarks(hunk: Hunk): MarkedLine[] {
  const marked: MarkedLine[] = hunk.lines.map((line) => ({ ...line, mark: null }));
  for (let at = 0; at < marked.length; at += 1) {
    const removed = runOf(marked, at, 'removed');
    const added = runOf(marked, at + removed, 'added');
    if (removed > 0 && removed === added) {
      for (let step = 0; step < removed; step += 1) markPair(marked[at + step], marked[at + removed + step]);
    }
    at += Math.max(0, removed + added - 1);
  }
  return marked;
}

function runOf(lines: MarkedLine[], from: number, kind: DiffLine['kind']): number {
  let length = 0;
  while (lines[from + length]?.kind === kind) length += 1;
  return length;
}

function markPair(before: MarkedLine | undefined, after: MarkedLine | undefined) {
  if (!before || !after) return;
  const parts = differingParts(before.text, after.text);
  if (!parts) return;
  before.mark = parts.before;
  after.mark = parts.after;
}
