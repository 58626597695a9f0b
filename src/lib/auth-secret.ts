import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { env } from './env';
import { AppError } from './errors';

/**
 * What signs the cookies of sessions: AUTH_SECRET, or a secret that this installation makes once and keeps in a file
 * that only its user can read. Throws where nothing can be kept and none is set.
 */
export function authSecret(): string {
  const { AUTH_SECRET, VERCEL, DATA_DIR } = env();
  if (AUTH_SECRET) return AUTH_SECRET;
  if (VERCEL)
    throw new AppError(
      'INTERNAL_ERROR',
      'AUTH_SECRET must be set before people can sign in: at least 32 random characters, the same for every server.',
    );
  const file = path.resolve(DATA_DIR, 'auth-secret');
  mkdirSync(DATA_DIR, { recursive: true });
  try {
    writeFileSync(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8');
}
