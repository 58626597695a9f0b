import { BatchDraft, MOST_TASKS } from '@/contract/task-batch';
import { sayIssue } from '@/lib/say-issue';
import { isFaulty, type Reading } from './reading-state';

/** With which programs of Windows begin a file. */
const BYTE_ORDER_MARK = /^\uFEFF/;

/** Tasks as a JSON array says them, or an object that holds it under `tasks`; as far as one call may make them. Pure. */
export function readJsonTasks(text: string): Reading {
  const only = (line: number, message: string): Reading => ({
    entries: [],
    faults: [{ line, column: null, message }],
  });
  let value: unknown;
  try {
    value = JSON.parse(text.replace(BYTE_ORDER_MARK, ''));
  } catch (error) {
    const { message } = error as Error;
    return only(lineOf(text, message), `It is not JSON: ${message}.`);
  }
  const within = typeof value === 'object' && value !== null && !Array.isArray(value);
  const list =
    within && Object.keys(value as object).length === 1 ? (value as { tasks?: unknown }).tasks : value;
  if (!Array.isArray(list))
    return only(1, 'It must be an array of tasks, or an object with nothing but tasks.');
  const lines = linesOfItems(text, within ? 2 : 1);
  const reading: Reading = { entries: [], faults: [] };
  for (const [i, item] of list.slice(0, MOST_TASKS + 1).entries()) {
    if (isFaulty(reading)) break;
    const line = lines[i] ?? 1;
    const parsed = BatchDraft.safeParse(item, { error: sayIssue });
    if (parsed.success) reading.entries.push({ line, draft: parsed.data });
    else
      for (const issue of parsed.error.issues) {
        const path = issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys] : issue.path;
        reading.faults.push({ line, column: path.join('.') || null, message: issue.message });
      }
  }
  return reading;
}

function lineOf(text: string, message: string): number {
  const at = /position (\d+)/.exec(message);
  return at ? text.slice(0, Number(at[1])).split('\n').length : text.split('\n').length;
}

/** The line on which each item begins of the array that is `depth` deep in a valid text. */
function linesOfItems(text: string, depth: number): number[] {
  const lines: number[] = [];
  let line = 1;
  let deep = 0;
  let expected = false;
  for (const [token] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{},\n]|[^\s"[\]{},]+/g)) {
    if (token === '\n') line++;
    else {
      const closes = token === ']' || token === '}';
      if (expected && !closes && token !== ',') lines.push(line);
      if (expected && token !== ',') expected = false;
      if (token === '[' || token === '{') expected = ++deep === depth && token === '[';
      else if (closes) deep--;
      else if (token === ',' && deep === depth) expected = true;
    }
  }
  return lines;
}
