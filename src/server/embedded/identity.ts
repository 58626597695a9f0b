import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** An account of this machine by its numbers. */
export interface Identity {
  uid: number;
  gid: number;
}

/**
 * Whom PostgreSQL runs as: undefined means as ourselves. It refuses to run as root, so there the first of
 * `names` (comma-separated user names) that exists takes its place; throws where none does.
 */
export async function unprivilegedIdentity(names: string): Promise<Identity | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of names.split(',')) {
    try {
      const [uid, gid] = await Promise.all(
        ['-u', '-g'].map(async (flag) => Number((await run('id', [flag, name])).stdout)),
      );
      if (uid && gid !== undefined) return { uid, gid };
    } catch {
      // no such user: the next name
    }
  }
  throw new Error(
    `PostgreSQL does not run as root, and this machine has none of the users ${names} to run it as: set DATABASE_URL, or EMBEDDED_POSTGRES_USER.`,
  );
}

/** Whether `who` can get at `target`, going by the modes of every folder on the way. */
export function isReachable(target: string, who: Identity): boolean {
  for (let at = path.resolve(target); ; at = path.dirname(at)) {
    const { uid, gid, mode } = statSync(at);
    if (!(mode & (uid === who.uid ? 0o100 : gid === who.gid ? 0o010 : 0o001))) return false;
    if (at === path.dirname(at)) return true;
  }
}
