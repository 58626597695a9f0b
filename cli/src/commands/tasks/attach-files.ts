import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { type Attachment, addAttachment } from '@/contract/attachment';
import { ATTACHMENT_MAX } from '@/contract/attachment-limits';
import { type DashboardOptions, openDashboard } from '../../server/dashboard';
import { Failure } from '../../terminal/failure';
import { sayBytes } from '../../terminal/quantities';
import { print, printJson } from '../../terminal/say';
import { readTaskRef } from '../read-ref';

/** How long one file may take, in milliseconds. */
const PATIENCE_MS = 120_000;

/** Gives files to a task, one after the other; all of them are looked at before the first is sent. */
export async function attachFiles(given: string, paths: string[], options: DashboardOptions): Promise<void> {
  const params = { id: readTaskRef(given) };
  const files = paths.map((path) => ({ name: basename(path), bytes: readFile(path) }));
  const dashboard = openDashboard(options);
  const attached: Attachment[] = [];
  for (const { name, bytes } of files) {
    const file = await dashboard.call(addAttachment, {
      params,
      query: { name },
      bytes,
      timeoutMs: PATIENCE_MS,
    });
    attached.push(file);
    if (!options.json) print(`Attached ${file.name}, ${sayBytes(file.size)}`);
  }
  if (options.json) printJson({ data: attached });
}

function readFile(path: string): Uint8Array {
  const refuse = (why: string) => new Failure('FILE_REFUSED', `${path} ${why} Nothing was sent.`, 'usage');
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile()) throw refuse('is no file.');
  if (stat.size === 0) throw refuse('is empty.');
  if (stat.size > ATTACHMENT_MAX)
    throw refuse(`has ${sayBytes(stat.size)}; a task takes files of ${sayBytes(ATTACHMENT_MAX)} at most.`);
  return readFileSync(path);
}
