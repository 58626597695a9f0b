import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.mjs';

const SKIPPED = new Set(['node_modules', 'dist', 'generated', '.DS_Store']);

/**
 * A hash over the names and contents of files and folders of the checkout; what is missing counts too.
 * Contents, not times: a checkout of git sets every time to now.
 * @param {string[]} paths
 * @param {{ without?: string[] }} options
 */
export function fingerprint(paths, { without = [] } = {}) {
  const hash = createHash('sha256');
  const add = (relative) => {
    if (without.includes(relative)) return;
    const at = path.join(root, relative);
    if (!existsSync(at)) return hash.update(`missing ${relative}\0`);
    if (statSync(at).isFile()) return hash.update(`${relative}\0`).update(readFileSync(at)).update('\0');
    for (const name of readdirSync(at).sort()) if (!SKIPPED.has(name)) add(`${relative}/${name}`);
  };
  for (const relative of paths) add(relative);
  return hash.digest('hex');
}
