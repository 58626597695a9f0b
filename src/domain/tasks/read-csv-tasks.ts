import { BatchDraft, MOST_TASKS } from '@/contract/task-batch';
import { type CsvRecord, readCsv, type Separator } from '@/lib/read-csv';
import { sayIssue } from '@/lib/say-issue';
import { isFaulty, type Reading } from './reading-state';

type Field = keyof BatchDraft;
type Read = (cell: string) => unknown;

const items = (separator: RegExp) => (cell: string) =>
  cell
    .split(separator)
    .map((item) => item.trim())
    .filter(Boolean);
const words = items(/[;,\n]/);
const lines = items(/[;\n]/);
const number: Read = (cell) => (/^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell);
const upper: Read = (cell) => cell.toUpperCase();
const lower: Read = (cell) => cell.toLowerCase();
const asIs: Read = (cell) => cell;
const yesOrNo: Read = (cell) =>
  ({ true: true, yes: true, false: false, no: false })[cell.toLowerCase()] ?? cell;
const priority: Read = (cell) => number(cell.replace(/^P(?=\d$)/i, ''));
/** A cell names another task by its ref, or by its key, with or without the word. */
const refOrKey = (cell: string) => (/^(TASK-\d+|task_[0-9a-f]+|key:.*)$/.test(cell) ? cell : `key:${cell}`);

const FIELDS: Record<Field, Read> = {
  key: asIs,
  title: asIs,
  description: asIs,
  type: lower,
  parent: refOrKey,
  priority,
  riskLevel: upper,
  role: lower,
  filesHint: lines,
  readsHint: lines,
  dependsOn: (cell) => words(cell).map(refOrKey),
  labels: words,
  runnerLabels: words,
  acceptance: lines,
  requiresReview: yesOrNo,
  engine: asIs,
  model: asIs,
  timeoutMs: number,
  maxTurns: number,
  maxRetries: number,
  budgetMicros: number,
  baseBranch: asIs,
  targetBranch: asIs,
  draft: yesOrNo,
  projectId: asIs,
};

const plain = (heading: string) => heading.toLowerCase().replace(/[\s_-]/g, '');
/** Headings as they are spelled elsewhere. */
const ALSO: Record<string, Field> = {
  name: 'title',
  summary: 'title',
  body: 'description',
  issuetype: 'type',
  risk: 'riskLevel',
  agenttype: 'role',
  files: 'filesHint',
  reads: 'readsHint',
  dependencies: 'dependsOn',
  blockedby: 'dependsOn',
  tags: 'labels',
  acceptancecriteria: 'acceptance',
};
const BY_HEADING = new Map<string, Field>([
  ...(Object.keys(FIELDS) as Field[]).map((field): [string, Field] => [plain(field), field]),
  ...Object.entries(ALSO),
]);

/** More than a task has fields. */
const MOST_COLUMNS = 100;

/** Tasks as a table says them, each with its line, and what is wrong with the others; as far as one call may make them. Pure. */
export function readCsvTasks(text: string): Reading {
  const { records, fault } = readCsv(text, separatorOf(text));
  const [head, ...rows] = records;
  if (fault) return { entries: [], faults: [{ ...fault, column: null }] };
  if (!head)
    return { entries: [], faults: [{ line: 1, column: null, message: 'There is no heading line.' }] };
  if (head.cells.length > MOST_COLUMNS)
    return {
      entries: [],
      faults: [
        { line: head.line, column: null, message: `A table of tasks has at most ${MOST_COLUMNS} columns.` },
      ],
    };
  const columns = head.cells.map((heading) => ({ heading, field: BY_HEADING.get(plain(heading)) }));
  const reading: Reading = { entries: [], faults: headFaults(head.line, columns) };
  if (reading.faults.length > 0) return reading;
  for (const row of rows.slice(0, MOST_TASKS + 1)) {
    if (isFaulty(reading)) break;
    readRow(row, columns as Column[], reading);
  }
  return reading;
}

/** What separates the headings: no name of a field has any of these. */
function separatorOf(text: string): Separator {
  const [heading = ''] = text.split('\n', 1);
  return ([',', ';', '\t'] as const).find((one) => heading.includes(one)) ?? ',';
}

interface Column {
  heading: string;
  field: Field;
}

function headFaults(line: number, columns: { heading: string; field?: Field }[]): Reading['faults'] {
  const faults = columns.flatMap(({ heading, field }, i) => {
    const first = columns.findIndex((other) => other.field === field);
    if (!field)
      return {
        line,
        column: heading,
        message: `is no field of a task. There are: ${Object.keys(FIELDS).join(', ')}.`,
      };
    return first === i
      ? []
      : { line, column: heading, message: `means the same as ${columns[first]!.heading}.` };
  });
  const titled = columns.some(({ field }) => field === 'title');
  return titled ? faults : [...faults, { line, column: null, message: 'There is no column title.' }];
}

function readRow({ line, cells }: CsvRecord, columns: Column[], { entries, faults }: Reading): void {
  if (cells.length !== columns.length) {
    const message = `has ${cells.length} cells where the heading line has ${columns.length}.`;
    faults.push({ line, column: null, message: `The line ${message}` });
    return;
  }
  const said = columns.flatMap(({ field }, i) => {
    const cell = cells[i]!.trim();
    return cell === '' && field !== 'title' ? [] : [[field, FIELDS[field](cell)]];
  });
  const parsed = BatchDraft.safeParse(Object.fromEntries(said), { error: sayIssue });
  if (parsed.success) entries.push({ line, draft: parsed.data });
  else
    for (const { path, message } of parsed.error.issues)
      faults.push({ line, column: columns.find(({ field }) => field === path[0])?.heading ?? null, message });
}
