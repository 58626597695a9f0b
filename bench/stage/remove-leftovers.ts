import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { isAlive } from '@/lib/is-alive';
import { removeEmbedded } from '@/server/embedded/remove-embedded';

/** Throws away the databases in `folder` that benches left behind which were killed: `bench-<pid>` of no living process. */
export async function removeLeftovers(folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const [, pid] = name.match(/^bench-(\d+)$/) ?? [];
    if (pid && !isAlive(Number(pid))) await removeEmbedded(path.join(folder, name));
  }
}
