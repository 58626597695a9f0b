import { type FileDiff, type Hunk, parsePatch } from '@/contract/parse-patch';
import type { Changes } from '@/contract/task';
import { words } from '../words/attempt';
import { compareLines } from './compare-lines';

export interface FileBetween {
  path: string;
  /** Where the file was changed, and whether the same way. */
  how: 'same' | 'differs' | 'only-first' | 'only-second';
  /** From the first attempt's text to the second's; empty where there are no lines to compare. */
  hunks: Hunk[];
}

/**
 * What tells two attempts' changes apart, by path. Both patches must be of the same base: what one leaves as it was is
 * known from the lines that the other shows.
 */
export function betweenAttempts(first: Changes, second: Changes): FileBetween[] {
  const [before, after] = [byPath(first), byPath(second)];
  return [...new Set([...before.keys(), ...after.keys()])].sort().map((path) => {
    const [one, other] = [before.get(path), after.get(path)];
    const hunks = hunksBetween(one?.hunks ?? [], other?.hunks ?? []);
    if (!other) return { path, how: 'only-first', hunks };
    if (!one) return { path, how: 'only-second', hunks };
    const same = hunks.length === 0 && one.status === other.status && !one.binary && !other.binary;
    return { path, how: same ? 'same' : 'differs', hunks };
  });
}

const byPath = ({ patch, files }: Changes): Map<string, Pick<FileDiff, 'status' | 'binary' | 'hunks'>> => {
  const found = new Map<string, Pick<FileDiff, 'status' | 'binary' | 'hunks'>>();
  for (const { path, status, binary } of files)
    found.set(path, { status: status === 'typechange' ? 'modified' : status, binary, hunks: [] });
  for (const file of parsePatch(patch)) found.set(file.path, file);
  return found;
};

/** What a patch does around each line of the base: what it puts before it, and whether it takes it away. */
interface Edits {
  added: Map<number, string[]>;
  removed: Set<number>;
  base: Map<number, string>;
  spans: [from: number, to: number][];
}

function editsOf(hunks: readonly Hunk[]): Edits {
  const edits: Edits = { added: new Map(), removed: new Set(), base: new Map(), spans: [] };
  for (const { header, lines } of hunks) {
    const [, start = '0', count = '1'] = /^@@ -(\d+)(?:,(\d+))? /.exec(header) ?? [];
    // A hunk without lines of the base names the line before it.
    const from = Number(start) + (count === '0' ? 1 : 0);
    let at = from;
    for (const { kind, text } of lines) {
      if (kind === 'note') continue;
      if (kind === 'added') {
        edits.added.set(at, [...(edits.added.get(at) ?? []), text]);
        continue;
      }
      edits.base.set(at, text);
      if (kind === 'removed') edits.removed.add(at);
      at += 1;
    }
    edits.spans.push([from, at]);
  }
  return edits;
}

function hunksBetween(first: readonly Hunk[], second: readonly Hunk[]): Hunk[] {
  const [one, other] = [editsOf(first), editsOf(second)];
  const base = new Map([...one.base, ...other.base]);
  return joined([...one.spans, ...other.spans]).flatMap(([from, to]) => {
    const lines = compareLines(textOf(one, base, from, to), textOf(other, base, from, to), from);
    if (lines.every(({ kind }) => kind === 'context')) return [];
    return [{ header: words.diff.fromLine(from), lines }];
  });
}

/** Spans that overlap or touch, as one each. */
function joined(spans: [number, number][]): [number, number][] {
  const all: [number, number][] = [];
  for (const [from, to] of spans.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = all.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else all.push([from, to]);
  }
  return all;
}

/** What an attempt makes of the lines [from, to) of the base. */
function textOf({ added, removed }: Edits, base: Map<number, string>, from: number, to: number): string[] {
  const text: string[] = [];
  for (let line = from; line <= to; line += 1) {
    text.push(...(added.get(line) ?? []));
    if (line < to && !removed.has(line)) text.push(base.get(line) ?? '');
  }
  return text;
}
