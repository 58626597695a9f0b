export interface LineRange {
  from: number;
  to: number;
}

/** Reads `120` or `120-134`; null for anything else. */
export function parseRange(text: string | null): LineRange | null {
  const found = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(text ?? '');
  if (!found) return null;
  const one = Number(found[1]);
  const other = Number(found[2] ?? found[1]);
  if (one < 1 || other < 1) return null;
  return { from: Math.min(one, other), to: Math.max(one, other) };
}

export const formatRange = ({ from, to }: LineRange) => (from === to ? String(from) : `${from}-${to}`);

/** What a press on line `line` selects: alone, or from the range that was there when shift is held. */
export function extendRange(range: LineRange | null, line: number, shift: boolean): LineRange {
  if (!shift || !range) return { from: line, to: line };
  return line < range.from ? { from: line, to: range.to } : { from: range.from, to: line };
}

/** The address of a range of lines of one agent's log. */
export function permalink(origin: string, taskRef: string, attempt: number, range: LineRange): string {
  return `${origin}/tasks/${taskRef}?tab=log&run=${attempt}&L=${formatRange(range)}`;
}
