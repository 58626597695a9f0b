import { cleanLine } from './clean-text';
import { colors } from './colors';
import { printPainted } from './say';

/** Between columns. */
const GAP = '  ';
const WIDTH_MIN = 60;

/**
 * Prints rows in columns under their headings. Cells are cleaned; the last column is cut where the terminal ends, and
 * is whole where the output goes elsewhere.
 */
export function printTable(headings: string[], rows: string[][]): void {
  const cells = rows.map((row) => row.map((cell) => cleanLine(cell)));
  const widths = headings.map((heading, at) =>
    Math.max(heading.length, ...cells.map((row) => row[at]?.length ?? 0)),
  );
  const last = headings.length - 1;
  const before = widths.slice(0, last).reduce((sum, width) => sum + width + GAP.length, 0);
  const { columns } = process.stdout;
  const room = columns ? Math.max(columns, WIDTH_MIN) - before : Number.POSITIVE_INFINITY;
  const lay = (row: string[]) =>
    row
      .map((cell, at) => (at === last ? cut(cell, room) : cell.padEnd(widths[at] ?? 0)))
      .join(GAP)
      .trimEnd();
  printPainted(colors.dim(lay(headings)));
  for (const row of cells) printPainted(lay(row));
}

/** Prints names and values in two columns; empty values are left out. */
export function printFacts(facts: [name: string, value: string | null | undefined][]): void {
  const told = facts.filter(([, value]) => value !== null && value !== undefined && value !== '');
  const width = Math.max(...told.map(([name]) => name.length));
  for (const [name, value] of told)
    printPainted(`${colors.dim(name.padEnd(width))}${GAP}${cleanLine(value ?? '', 2000)}`);
}

const cut = (text: string, room: number) =>
  text.length > room ? `${text.slice(0, Math.max(room - 1, 8))}…` : text;
