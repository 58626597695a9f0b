export interface CsvRecord {
  /** Where it begins, from 1. */
  line: number;
  cells: string[];
}
export type Separator = ',' | ';' | '\t';
interface CsvFault {
  line: number;
  message: string;
}

/**
 * The records of a text in CSV (RFC 4180, with either kind of line end), its blank lines left out; cells may be separated by
 * something else than a comma. Reading ends at the first fault: what follows a quote that is never closed cannot be told apart.
 */
export function readCsv(
  text: string,
  separator: Separator = ',',
): { records: CsvRecord[]; fault: CsvFault | null } {
  const records: CsvRecord[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  let line = 1;
  while (at < text.length) {
    const record: CsvRecord = { line, cells: [] };
    for (let more = true; more; ) {
      const cell = text[at] === '"' ? quoted(text, at) : plain(text, at, separator);
      if ('message' in cell) return { records, fault: { line, message: cell.message } };
      line += cell.text.split('\n').length - 1;
      record.cells.push(cell.text);
      at = cell.end;
      more = text[at] === separator;
      if (more) at++;
    }
    const end = text.startsWith('\r\n', at) ? 2 : text[at] === '\n' ? 1 : 0;
    if (end === 0 && at < text.length)
      return {
        records,
        fault: {
          line,
          message: `${JSON.stringify(text[at])} follows a cell: ${NAMES[separator]} ${EXPECTED}`,
        },
      };
    if (record.cells.length > 1 || record.cells[0] !== '') records.push(record);
    at += end;
    line++;
  }
  return { records, fault: null };
}

const NAMES: Record<Separator, string> = { ',': 'a comma', ';': 'a semicolon', '\t': 'a tab' };
const EXPECTED = 'or the end of the line must. Put the whole cell in quotes, and double quotes within it.';

type Cell = { text: string; end: number } | { message: string };

function plain(text: string, start: number, separator: Separator): Cell {
  let end = start;
  while (end < text.length && text[end] !== separator && !'\r\n"'.includes(text[end]!)) end++;
  return { text: text.slice(start, end), end };
}

function quoted(text: string, start: number): Cell {
  for (let at = start + 1; ; ) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return { message: 'A quote is opened here and never closed.' };
    if (text[quote + 1] !== '"')
      return { text: text.slice(start + 1, quote).replaceAll('""', '"'), end: quote + 1 };
    at = quote + 2;
  }
}
