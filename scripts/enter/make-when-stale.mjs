import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withFileLock } from './file-lock.mjs';
import { root } from './root.mjs';
import { step } from './step.mjs';

/**
 * Makes something that is derived from sources, unless the stamp beside it says that it was made from
 * just these. `result` must exist for the stamp to count; two processes never make it at once.
 */
export async function makeWhenStale({ name, what, stamp, result, current, make }) {
  const fresh = () => {
    const at = path.join(root, stamp);
    return existsSync(path.join(root, result)) && existsSync(at) && readFileSync(at, 'utf8') === current();
  };
  if (fresh()) return false;
  return withFileLock(path.join(root, '.data', `${name}.lock`), `another “${what}”`, async () => {
    if (fresh()) return false;
    const madeFrom = current();
    await step(what, make);
    writeFileSync(path.join(root, stamp), madeFrom);
    return true;
  });
}
