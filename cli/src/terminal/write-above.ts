import { clearScreenDown, cursorTo, type Interface, moveCursor } from 'node:readline';

/** Writes whole lines above a line that is being typed, and draws that line again below them with its cursor. */
export function writeAbove(lines: Interface, output: NodeJS.WriteStream, write: () => void): void {
  const before = lines.getCursorPos();
  moveCursor(output, 0, -before.rows);
  cursorTo(output, 0);
  clearScreenDown(output);
  write();
  const typed = `${lines.getPrompt()}${lines.line}`;
  output.write(typed);
  const columns = output.columns || 80;
  const end = { rows: Math.floor(typed.length / columns), cols: typed.length % columns };
  moveCursor(output, before.cols - end.cols, before.rows - end.rows);
}
