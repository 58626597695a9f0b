import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { removeEmbedded } from '@/server/embedded/remove-embedded';

/** Throws away the databases in `folder` that benches left behind which were killed: `bench-<pid>` of no living process. */
export async function removeLeftovers(folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const [, pid] = name.match(/^bench-(\d+)$/) ?? [];
    if (pid && !isAlive(Number(pid))) await removeEmbedded(path.join(folder, name));
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
