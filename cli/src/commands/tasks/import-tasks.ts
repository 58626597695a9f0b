import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import { importTasks } from '@/contract/task-batch';
import { openDashboard } from '../../server/dashboard';
import { EXIT, Failure } from '../../terminal/failure';
import { sayCount } from '../../terminal/quantities';
import { print, printJson } from '../../terminal/say';
import { chooseProject } from '../choose-project';
import type { ImportOptions } from './import';

/** A thousand tasks take the server longer than other calls do: milliseconds. */
const PATIENCE_MS = 60_000;

/** Creates the tasks of a file, or prints what is wrong with it; sets the exit code. */
export async function importFile(file: string, options: ImportOptions): Promise<void> {
  const format = options.format ?? formatOf(file);
  const content = file === '-' ? await readAll(process.stdin) : readFile(file);
  const dashboard = openDashboard(options);
  const projectId = await chooseProject(dashboard, options.project);
  const body = { format, content, projectId, dryRun: options.dryRun === true };
  const answer = await dashboard.call(importTasks, { body, timeoutMs: PATIENCE_MS });
  if (answer.faults.length > 0) process.exitCode = EXIT.failure;
  if (options.json) return printJson({ data: answer });
  for (const { line, column, message } of answer.faults)
    print(`line ${line}${column === null ? '' : `, ${column}`}: ${message}`);
  if (answer.faults.length > 0)
    return print(`${sayCount(answer.faults.length, 'fault')}; nothing was created.`);
  for (const { ref, line, title } of answer.tasks) print(`${ref ?? `line ${line}`}  ${title}`);
  print(`${sayCount(answer.tasks.length, 'task')} ${answer.dryRun ? 'would be created' : 'created'}.`);
}

function formatOf(file: string): 'csv' | 'json' {
  const extension = extname(file).toLowerCase();
  if (extension === '.csv' || extension === '.json') return extension.slice(1) as 'csv' | 'json';
  throw new Failure('FORMAT_UNKNOWN', `${file} does not say what it is. Give --format csv or json.`, 'usage');
}

function readFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code;
    throw new Failure(
      'NO_SUCH_FILE',
      `${file} cannot be read (${why}). Give another file, or - for stdin.`,
      'usage',
      error,
    );
  }
}
