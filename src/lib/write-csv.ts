/** What spreadsheets take for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * A table as CSV (RFC 4180, in UTF-8 with the mark that spreadsheets tell it by). Words that a spreadsheet would run are
 * marked as words by an apostrophe; numbers stay numbers.
 */
export function writeCsv(records: (string | number | null)[][]): Uint8Array {
  const lines = records.map((cells) => `${cells.map(cellOf).join(',')}\r\n`);
  return new TextEncoder().encode(`\uFEFF${lines.join('')}`);
}

function cellOf(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
