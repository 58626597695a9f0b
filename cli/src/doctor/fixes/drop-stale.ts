import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { configFolder, stateFolder } from '../../config/folders';
import { pidFile } from '../../runner/single-runner';

/** A file that was being written for longer than this, in milliseconds, is written no more. */
const DRAFT_MS = 3_600_000;
/** What writePrivately names a file that is not whole yet. */
const DRAFT = /\.[0-9a-f]{12}$/;

/** Removes what ended processes have left: the note of a runner that runs no more, and files written half. Says each. */
export function dropStale(): string[] {
  const drafts = [configFolder(), stateFolder()].flatMap((folder) =>
    existsSync(folder)
      ? readdirSync(folder)
          .filter((name) => DRAFT.test(name))
          .map((name) => join(folder, name))
          .filter((path) => statSync(path).isFile() && Date.now() - statSync(path).mtimeMs > DRAFT_MS)
      : [],
  );
  const pid = pidFile();
  return [
    ...(existsSync(pid) ? [{ path: pid, what: 'the note of a runner that has ended' }] : []),
    ...drafts.map((path) => ({ path, what: 'a file that was never written whole' })),
  ].map(({ path, what }) => {
    rmSync(path, { force: true });
    return `Removed ${what}: ${path}`;
  });
}
