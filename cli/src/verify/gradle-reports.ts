import { lstat, readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

const FILES_MAX = 2_000;
const TEXT_MAX = 4 * 1024 * 1024;
const DEEPEST = 6;
const RESULTS = /\/build\/test-results\/[^/]+$/;
const SKIPPED = new Set(['node_modules', '.git', '.gradle', 'src']);

export interface Reports {
  /** The reports that were written since; empty where there are none. Never rejects. */
  read(): Promise<string>;
}

/**
 * JUnit's XML that Gradle leaves in `build/test-results`, of every module of a checkout: it prints no counts itself. What lies
 * there before the command runs was not written by it and does not count. null for any other command.
 */
export async function openGradleReports(argv: string[], folder: string): Promise<Reports | null> {
  if (!/^gradlew?(?:\.bat)?$/.test(basename(argv[0] ?? ''))) return null;
  const before = await stamps(folder);
  return {
    read: async () => {
      let text = '';
      for (const [path, stamp] of await stamps(folder)) {
        if (before.get(path) === stamp || text.length > TEXT_MAX) continue;
        text += await readFile(path, 'utf8').catch(() => '');
      }
      return text.slice(0, TEXT_MAX);
    },
  };
}

/** How many tests JUnit's XML says have run, without those that were skipped; null where it holds no suite. */
export function countReported(xml: string): number | null {
  const suites = xml.match(/<testsuite\b[^>]*>/g);
  if (!suites) return null;
  const of = (suite: string, name: string) => Number(new RegExp(` ${name}="(\\d+)"`).exec(suite)?.[1] ?? 0);
  return suites.reduce((sum, suite) => sum + Math.max(0, of(suite, 'tests') - of(suite, 'skipped')), 0);
}

/** Report files with when they were changed and how long they are. Links are not followed. */
async function stamps(folder: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const look = async (at: string, depth: number): Promise<void> => {
    const entries = await readdir(at, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = join(at, entry.name);
      if (found.size >= FILES_MAX) return;
      if (entry.isDirectory() && depth < DEEPEST && !SKIPPED.has(entry.name)) await look(path, depth + 1);
      else if (entry.isFile() && entry.name.endsWith('.xml') && RESULTS.test(at)) {
        const stat = await lstat(path, { bigint: true }).catch(() => null);
        if (stat) found.set(path, `${stat.mtimeNs} ${stat.ino} ${stat.size}`);
      }
    }
  };
  await look(folder, 0);
  return found;
}
