import type { MarkedLine } from './pair-lines';

/** What stands side by side: before on the left, after on the right; null where that side has no line. */
export interface SplitRow {
  left: MarkedLine | null;
  right: MarkedLine | null;
}

/** The lines of a hunk in two columns: what was removed and added together stands side by side, from its first line on. */
export function splitRows(lines: MarkedLine[]): SplitRow[] {
  const rows: SplitRow[] = [];
  let removed: MarkedLine[] = [];
  let added: MarkedLine[] = [];
  const flush = () => {
    for (let at = 0; at < Math.max(removed.length, added.length); at += 1)
      rows.push({ left: removed[at] ?? null, right: added[at] ?? null });
    removed = [];
    added = [];
  };
  for (const [at, line] of lines.entries()) {
    // A note is of the line before it.
    const kind = line.kind === 'note' ? (lines[at - 1]?.kind ?? 'context') : line.kind;
    if (kind === 'removed') {
      if (added.length > 0) flush();
      removed.push(line);
    } else if (kind === 'added') added.push(line);
    else {
      flush();
      rows.push({ left: line, right: line });
    }
  }
  flush();
  return rows;
}
