import { realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { Failure } from '../terminal/failure';

/** The folder a person named, with links followed. Throws a Failure where there is none. */
export function readFolder(given: string): string {
  try {
    const real = realpathSync(resolve(given));
    if (statSync(real).isDirectory()) return real;
  } catch {}
  throw new Failure('NO_SUCH_FOLDER', `${resolve(given)} is not a folder. Give one with --dir.`, 'usage');
}
