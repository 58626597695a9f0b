import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Every TypeScript file of src and cli/src: its path in the checkout with `/`, and what is in it. */
export function readSources(checkout: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const folder of ['src', 'cli/src']) {
    for (const entry of readdirSync(path.join(checkout, folder), { withFileTypes: true, recursive: true })) {
      if (!entry.isFile() || !/\.tsx?$/.test(entry.name)) continue;
      const at = path.join(entry.parentPath, entry.name);
      files.set(path.relative(checkout, at).split(path.sep).join('/'), readFileSync(at, 'utf8'));
    }
  }
  return files;
}
