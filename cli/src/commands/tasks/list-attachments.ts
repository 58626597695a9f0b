import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Attachment, downloadAttachment, listAttachments } from '@/contract/attachment';
import { safeName } from '../../runner/safe-name';
import { type Dashboard, openDashboard } from '../../server/dashboard';
import { sayAge, sayBytes } from '../../terminal/quantities';
import { print, printJson } from '../../terminal/say';
import { printTable } from '../../terminal/table';
import { readTaskRef } from '../read-ref';
import type { AttachmentsOptions } from './attachments';

const PATIENCE_MS = 120_000;

/** Prints the files of a task, or saves them into a folder. */
export async function listTaskAttachments(given: string, options: AttachmentsOptions): Promise<void> {
  const dashboard = openDashboard(options);
  const files = await dashboard.call(listAttachments, { params: { id: readTaskRef(given) } });
  const saved = options.save === undefined ? null : await saveAll(dashboard, files, options.save);
  if (options.json) return printJson({ data: saved ?? files });
  if (files.length === 0) return print('No file is attached.');
  if (saved) for (const { path, kept } of saved) print(kept ? `${path} (was there)` : path);
  else printFiles(files);
}

function printFiles(files: Attachment[]): void {
  printTable(
    ['NAME', 'TYPE', 'SIZE', 'AGE', 'BY'],
    files.map(({ name, mediaType, size, createdAt, author }) => [
      name,
      mediaType.split(';')[0]!,
      sayBytes(size),
      sayAge(createdAt),
      author?.name ?? 'somebody who left',
    ]),
  );
}

interface Saved {
  path: string;
  /** Something was there under that name, and stays. */
  kept: boolean;
}

async function saveAll(dashboard: Dashboard, files: Attachment[], folder: string): Promise<Saved[]> {
  mkdirSync(folder, { recursive: true });
  const taken = new Set<string>();
  const saved: Saved[] = [];
  for (const { id, name } of files) {
    const path = join(folder, safeName(name, taken));
    const kept = existsSync(path);
    if (!kept)
      writeFileSync(
        path,
        await dashboard.call(downloadAttachment, { params: { id }, timeoutMs: PATIENCE_MS }),
        { flag: 'wx' },
      );
    saved.push({ path, kept });
  }
  return saved;
}
