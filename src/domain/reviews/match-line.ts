import type { DiffLine, FileDiff } from '@/contract/parse-patch';
import type { ReviewComment, Side } from '@/contract/review';

type Found = Pick<ReviewComment, 'became' | 'newLines'>;

/** Lines that have moved further than this are other lines. */
const NEAR = 30;
const MOST_LINES = 10;
const numberOf = (line: DiffLine, side: Side) => (side === 'old' ? line.oldLine : line.newLine);

/** A line of a file as a patch shows it; null where the patch does not. */
export function findLine(file: FileDiff | undefined, side: Side, at: number): DiffLine | null {
  const lines = file?.hunks.flatMap((hunk) => hunk.lines) ?? [];
  return lines.find((line) => numberOf(line, side) === at) ?? null;
}

/**
 * How a line that was commented stands in a later patch of its file: `before` and `after` are the file in the patch
 * that was reviewed and in the newest one, undefined where it changes nothing there. What takes the place of a line that
 * the work had added is what stands after the same line of the base.
 */
export function matchLine(
  { side, line, lineText }: { side: Side; line: number; lineText: string },
  before: FileDiff | undefined,
  after: FileDiff | undefined,
): Found {
  const was = findLine(before, side, line)?.kind ?? 'context';
  const lines = after?.hunks.flatMap((hunk) => hunk.lines) ?? [];
  const same = (kinds: DiffLine['kind'][]) =>
    lines.some(
      (one) =>
        kinds.includes(one.kind) &&
        one.text === lineText &&
        Math.abs((numberOf(one, side) ?? Number.NEGATIVE_INFINITY) - line) <= NEAR,
    );
  if (side === 'old') return same(['removed']) ? UNCHANGED : { became: 'changed', newLines: [] };
  if (same(['added', 'context'])) return UNCHANGED;
  const taken = lines.some((one) => one.kind === 'removed' && one.text === lineText);
  if (was === 'context' && !taken) return UNCHANGED;
  return { became: 'changed', newLines: addedAfter(after, anchorOf(before, line)) };
}

const UNCHANGED: Found = { became: 'unchanged', newLines: [] };

/** The last line of the base before a line of the work. */
function anchorOf(file: FileDiff | undefined, line: number): number {
  for (const { lines } of file?.hunks ?? []) {
    const at = lines.findIndex((one) => one.newLine === line);
    if (at >= 0) return lastOld(lines, at);
  }
  return 0;
}

const lastOld = (lines: DiffLine[], at: number): number =>
  lines.slice(0, at).findLast((one) => one.oldLine !== null)?.oldLine ??
  (lines.find((one) => one.oldLine !== null)?.oldLine ?? 1) - 1;

function addedAfter(file: FileDiff | undefined, anchor: number): string[] {
  const groups = new Map<number, string[]>();
  for (const { lines } of file?.hunks ?? [])
    for (const [at, one] of lines.entries()) {
      if (one.kind !== 'added') continue;
      const after = lastOld(lines, at);
      groups.set(after, [...(groups.get(after) ?? []), one.text]);
    }
  const near = [...groups.keys()].sort((a, b) => Math.abs(a - anchor) - Math.abs(b - anchor))[0];
  if (near === undefined || Math.abs(near - anchor) > NEAR) return [];
  return (groups.get(near) ?? []).slice(0, MOST_LINES);
}
