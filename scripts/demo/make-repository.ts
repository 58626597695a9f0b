import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import path from 'node:path';

/** Makes a git repository of examples/sample-repository in \`folder\` and gives its path and first commit. */
export function makeRepository(checkout: string, folder: string): { path: string; base: string } {
  const at = path.join(folder, 'corner-shop');
  cpSync(path.join(checkout, 'examples/sample-repository'), at, { recursive: true });
  gitIn(at, 'init', '-q', '-b', 'main');
  gitIn(at, 'config', 'user.name', 'Corner Shop');
  gitIn(at, 'config', 'user.email', 'shop@example.invalid');
  gitIn(at, 'add', '-A');
  gitIn(at, 'commit', '-q', '-m', 'Prices, carts and receipts');
  return { path: at, base: gitIn(at, 'rev-parse', 'HEAD') };
}

/** Runs git in a repository of the demo, with nobody's settings but its own. Gives what it printed. */
export function gitIn(folder: string, ...args: string[]): string {
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
  } as unknown as NodeJS.ProcessEnv;
  return execFileSync('git', args, { cwd: folder, encoding: 'utf8', env }).trim();
}
