import type { Result } from './result';

/** Prints the results as a table that people can read. */
export function printReport(title: string, results: Result[]): void {
  const head = ['', 'ours', 'reference', 'ratio', 'spread', 'goal', ''];
  const rows = results.map((one) => [
    one.name,
    figure(one.ours, one.unit),
    figure(one.reference, one.unit),
    one.ratio === null ? '' : one.ratio.toFixed(2),
    one.spread ? one.spread.map((ratio) => ratio.toFixed(2)).join('-') : '',
    one.goal ?? '',
    one.met === null ? '' : one.met ? 'met' : 'NOT MET',
  ]);
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => (row[column] ?? '').length)),
  );
  console.log(`\n${title}`);
  [head, ...rows].forEach((row, at) => {
    const cells = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!),
    );
    console.log(`  ${cells.join('  ')}`.trimEnd());
    const note = results[at - 1]?.note;
    if (note) console.log(`    ${note}`);
  });
}

function figure(value: number | null, unit: string): string {
  if (value === null) return '';
  const digits = value >= 100 || Number.isInteger(value) ? 0 : value >= 10 ? 1 : 2;
  const number = value.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: digits });
  return unit ? `${number} ${unit}` : number;
}
