import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { useGitConfig } from './git';

const KEPT = /^(safe\.directory|filter\.lfs\.\w+|core\.longpaths|core\.autocrlf)$/;

/**
 * Writes the git configuration that this program works with into its state folder: of the user's own only
 * what decides whether a repository may be read and how its files look.
 */
export function prepareGitConfig(stateFolder: string): void {
  const path = join(stateFolder, 'gitconfig');
  writeFileSync(path, '', { mode: 0o600 });
  for (const [key, value] of userSettings()) {
    if (KEPT.test(key))
      execFileSync('git', ['config', '--file', path, '--add', key, value], { stdio: 'ignore' });
  }
  useGitConfig(path);
}

/** The user's global settings as pairs; empty where there are none or git is missing. */
export function userSettings(): [string, string][] {
  try {
    const text = execFileSync('git', ['config', '--global', '--null', '--list'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return text
      .split('\0')
      .filter(Boolean)
      .map((entry) => {
        const cut = entry.indexOf('\n');
        return cut < 0 ? [entry, 'true'] : [entry.slice(0, cut), entry.slice(cut + 1)];
      });
  } catch {
    return [];
  }
}
