import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { program } from './find-binaries';
import type { Place } from './place';

const run = promisify(execFile);

/**
 * Makes an empty cluster unless there is one. It is made aside and renamed into place, so that a process
 * killed half-way, or two at once, leave no half of one.
 */
export async function initCluster({ root, home, spawnOptions, durable }: Place): Promise<void> {
  if (existsSync(path.join(home.dataDir, 'PG_VERSION'))) return;
  const draft = path.join(home.folder, `data.${randomBytes(4).toString('hex')}`);
  const argv = [
    '-D',
    draft,
    '-U',
    'orchestrator',
    '-A',
    'scram-sha-256',
    `--pwfile=${home.passwordFile}`,
    '-E',
    'UTF8',
    '--locale=C',
  ];
  await run(program(root, 'initdb'), durable ? argv : [...argv, '--no-sync'], spawnOptions);
  try {
    renameSync(draft, home.dataDir);
  } catch {
    rmSync(draft, { recursive: true, force: true });
  }
}
