import { type GroupMark, readGroupMark } from './group-marks';
import type { GroupRow, LogRow } from './log-row';

type Line = Extract<LogRow, { kind: 'line' }>;

/**
 * Rows with the groups that a CI's marks make of them: each begins with a row of its own, and those in it follow only
 * while it is open. A group is of one stream; what stands between on the other of stdout and stderr stays where it is, and
 * anything else ends it. `isOpen` is asked once a group is whole; `last` where nothing has ended it yet.
 */
export function foldGroups(
  rows: readonly LogRow[],
  isOpen: (group: GroupRow, last: boolean) => boolean,
): LogRow[] {
  const shown: LogRow[] = [];
  let group: { row: GroupRow; all: LogRow[]; untilEnd: boolean } | null = null;
  const close = (last: boolean, endedAt: string | null) => {
    if (!group) return;
    const { row, all } = group;
    row.endedAt = endedAt;
    row.open = isOpen(row, last);
    for (const one of all) if (row.open || !one.grouped) shown.push(one);
    group = null;
  };
  rows.forEach((row, index) => {
    const mark = row.kind === 'line' ? markOf(row, rows[index - 1], rows[index + 1]) : null;
    if (mark?.kind === 'begins') {
      close(false, row.at);
      const { title, folded, untilEnd } = mark;
      group = { row: begun(row as Line, title, folded), all: [], untilEnd };
      shown.push(group.row);
      return;
    }
    if (mark?.kind === 'ends' && group?.untilEnd && group.row.stream === (row as Line).stream) {
      group.row.lastLine = row.endLine;
      close(false, row.at);
      return;
    }
    if (mark?.kind === 'unfolds' && group) {
      group.row.folded = false;
      return;
    }
    if (group && !belongs(row, group.row)) close(false, row.at);
    if (!group) {
      shown.push(row);
      return;
    }
    const inside = (row as Line).stream === group.row.stream;
    group.all.push(inside ? { ...row, grouped: true } : row);
    if (!inside) return;
    group.row.lines += 1;
    group.row.lastLine = row.endLine;
  });
  close(true, null);
  return shown;
}

/** A line's mark; a `---` and a `+++` right below each other are the header of a patch, not groups. */
function markOf(row: Line, above: LogRow | undefined, below: LogRow | undefined): GroupMark | null {
  const mark = readGroupMark(row.text);
  if (mark?.kind !== 'begins' || mark.untilEnd) return mark;
  const beside = row.text.startsWith('---') ? below : row.text.startsWith('+++') ? above : undefined;
  const other = row.text.startsWith('---') ? '+++ ' : '--- ';
  return beside?.kind === 'line' && beside.text.startsWith(other) ? null : mark;
}

/** A check begins with its command, as the runner writes it: what the one before has left open ends there. */
const belongs = (row: LogRow, { stream }: GroupRow): boolean =>
  row.kind === 'line' &&
  (row.stream === stream || (isOutput(row.stream) && isOutput(stream))) &&
  !(stream === 'check' && row.text.startsWith('$ '));
const isOutput = (stream: string) => stream === 'stdout' || stream === 'stderr';

const begun = ({ key, line, endLine, at, stream }: Line, title: string, folded: boolean): GroupRow => ({
  kind: 'group',
  key: `group.${key}`,
  line,
  endLine,
  at,
  stream,
  title,
  folded,
  lines: 0,
  lastLine: endLine,
  endedAt: null,
  open: false,
});
