import { AppError } from '@/lib/errors';
import type { Runs } from '@/lib/pool';
import { canonicalPattern } from './canonical-path';
import { CHANGED_TOGETHER } from './co-change.sql';
import { type Lockable, overlaps } from './overlap';

/** A path that tasks changed which changed others: in so many of those that changed them. */
export interface Partner extends Lockable {
  path: string;
  together: number;
  of: number;
}

const AGENTS = 1_000;
const CHANGES = 300;
/** Who changes more than this changes what happens to be there. */
const MOST_PATHS = 50;
const LEAST_TOGETHER = 2;
const LEAST_SHARE = 0.3;
const MOST_PARTNERS = 20;

/** What else tends to change with files, by changes of the past (their paths); the likeliest first. Pure. */
export function partnersOf(changes: string[][], files: Lockable[]): Partner[] {
  const counts = new Map<string, Lockable & { path: string; n: number }>();
  let of = 0;
  for (const change of changes) {
    if (change.length > MOST_PATHS) continue;
    const paths = change.flatMap((path) => {
      const lockable = nameable(path);
      return lockable ? [{ ...lockable, path }] : [];
    });
    const others = paths.filter((path) => !files.some((file) => overlaps(file, path)));
    if (others.length === paths.length) continue;
    of++;
    for (const other of others)
      counts.set(other.matchKey, { ...other, n: (counts.get(other.matchKey)?.n ?? 0) + 1 });
  }
  return [...counts.values()]
    .filter(({ n }) => n >= LEAST_TOGETHER && n / of >= LEAST_SHARE)
    .map(({ n, ...path }) => ({ ...path, together: n, of }))
    .sort((a, b) => b.together - a.together || (a.path < b.path ? -1 : 1))
    .slice(0, MOST_PARTNERS);
}

/** The same by what the last tasks of a project changed, each by its latest commit; `reads` sees the workspace. Database uuids. */
export async function findPartners(
  reads: Pick<Runs, 'query'>,
  { workspaceId, projectId }: { workspaceId: string; projectId: string },
  files: Lockable[],
): Promise<Partner[]> {
  if (files.length === 0) return [];
  const rows = await reads.query(CHANGED_TOGETHER, [workspaceId, projectId, AGENTS, CHANGES]);
  const changes = new Map<string, string[]>();
  for (const { task_id, paths } of rows) if (!changes.has(task_id)) changes.set(task_id, paths);
  return partnersOf([...changes.values()], files);
}

/** git knows names that no lock can have. */
function nameable(path: string): Lockable | null {
  try {
    return canonicalPattern(path);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
