import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const LOOK_EVERY_MS = 250;
/** So many looks are no wait that anybody notices. */
const SAY_AFTER = 4;

/**
 * Runs `work` while no other process runs work under the same lock file; waits for it if need be, and says once what it
 * waits for. A lock whose process has died is taken over. Rejects with whatever `work` rejects with.
 */
export async function withFileLock(file, waitingFor, work, say = console.log) {
  mkdirSync(path.dirname(file), { recursive: true });
  for (let waited = 0; !take(file); waited++) {
    if (waited === SAY_AFTER) say(`Waiting for ${waitingFor} to end (process ${holder(file) ?? 'gone'}) ...`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file) {
  // A link appears with its content: nobody ever reads a lock that does not yet say whose it is.
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, String(process.pid));
  try {
    linkSync(draft, file);
    return true;
  } catch {
    const pid = holder(file);
    if (pid && !alive(pid)) removeDead(file, pid);
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Renames before it looks again: of two processes that saw the dead holder only one moves its lock away. */
function removeDead(file, pid) {
  const aside = `${file}.dead.${process.pid}`;
  try {
    renameSync(file, aside);
    if (holder(aside) !== pid) linkSync(aside, file);
  } catch {
    // another process was first
  } finally {
    rmSync(aside, { force: true });
  }
}

function holder(file) {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
