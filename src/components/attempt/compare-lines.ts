import type { DiffLine } from '@/contract/parse-patch';

/** Texts longer than this, multiplied, are not compared line by line: it would hold the page up. */
const MOST_CELLS = 4_000_000;

/** How one text becomes another, line by line, by their longest common subsequence. Numbers count from `first`. */
export function compareLines(before: readonly string[], after: readonly string[], first = 1): DiffLine[] {
  const common = before.length * after.length > MOST_CELLS ? null : commonLengths(before, after);
  const lines: DiffLine[] = [];
  let [a, b] = [0, 0];
  while (a < before.length || b < after.length) {
    const same = common && a < before.length && b < after.length && before[a] === after[b];
    const removes =
      a < before.length && (b >= after.length || !common || at(common, a + 1, b) >= at(common, a, b + 1));
    if (same) {
      lines.push({ kind: 'context', oldLine: first + a, newLine: first + b, text: before[a]! });
      a += 1;
      b += 1;
    } else if (removes) {
      lines.push({ kind: 'removed', oldLine: first + a, newLine: null, text: before[a]! });
      a += 1;
    } else {
      lines.push({ kind: 'added', oldLine: null, newLine: first + b, text: after[b]! });
      b += 1;
    }
  }
  return lines;
}

interface Lengths {
  width: number;
  cells: Uint32Array;
}
const at = ({ width, cells }: Lengths, a: number, b: number): number => cells[a * width + b] ?? 0;

function commonLengths(before: readonly string[], after: readonly string[]): Lengths {
  const width = after.length + 1;
  const cells = new Uint32Array((before.length + 1) * width);
  const lengths = { width, cells };
  for (let a = before.length - 1; a >= 0; a -= 1)
    for (let b = after.length - 1; b >= 0; b -= 1)
      cells[a * width + b] =
        before[a] === after[b]
          ? at(lengths, a + 1, b + 1) + 1
          : Math.max(at(lengths, a + 1, b), at(lengths, a, b + 1));
  return lengths;
}
