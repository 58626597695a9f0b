import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const TAKING_MS = 10_000;

/**
 * Runs `work` while this process alone owns the folder `lock`. A lock whose owner is gone is taken over.
 * `say` is told once what is being waited for. Rejects with whatever `work` rejects with.
 */
export async function withFolderLock<T>(
  lock: string,
  { say, waitingFor }: { say: (line: string) => void; waitingFor: string },
  work: () => Promise<T>,
): Promise<T> {
  const owner = path.join(lock, 'owner');
  for (let told = false; ; ) {
    try {
      mkdirSync(lock);
      writeFileSync(owner, String(process.pid));
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    if (abandoned(lock, owner)) {
      rmSync(lock, { recursive: true, force: true });
      continue;
    }
    if (!told) say(`Waiting for ${waitingFor} to end ...`);
    told = true;
    await pause(500);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function abandoned(lock: string, owner: string): boolean {
  try {
    process.kill(Number(readFileSync(owner, 'utf8')), 0);
    return false;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EPERM') return false;
    if (code === 'ESRCH') return true;
  }
  // No owner written yet: it is being taken this moment, or its taker died in between.
  try {
    return Date.now() - statSync(lock).mtimeMs > TAKING_MS;
  } catch {
    return false;
  }
}
