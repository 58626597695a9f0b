import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommitFiles } from './detect-checks';

type Manifest = { scripts?: Record<string, string> } & Record<string, unknown>;

/** A manifest’s text; null where it is none. */
export function parseManifest(text: string | null): Manifest | null {
  try {
    const manifest: unknown = JSON.parse(text ?? 'null');
    return typeof manifest === 'object' && manifest !== null && !Array.isArray(manifest)
      ? (manifest as Manifest)
      : null;
  } catch {
    return null;
  }
}

/** Its scripts, as far as they are texts. */
export const scriptsOf = (manifest: Manifest | null): Record<string, string> =>
  Object.fromEntries(
    Object.entries(manifest?.scripts ?? {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );

/**
 * Gives a checkout’s package.json the scripts of the base commit: what a check runs is never what the work says it is.
 * Scripts of other names stay, but for those that npm would run before or after one of the base’s.
 */
export async function keepScripts(folder: string, base: CommitFiles, commit: CommitFiles): Promise<void> {
  const [before, after] = [await base.read('package.json'), await commit.read('package.json')];
  const [old, manifest] = [parseManifest(before), parseManifest(after)];
  if (before === after || !old || !manifest) return;
  const own = scriptsOf(old);
  const added = Object.entries(scriptsOf(manifest)).filter(
    ([name]) => !/^(?:pre|post|install$|prepare$)/.test(name),
  );
  const scripts = { ...Object.fromEntries(added), ...own };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify({ ...manifest, scripts }, null, 2)}\n`);
}
