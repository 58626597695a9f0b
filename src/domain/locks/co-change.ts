import type { Runs } from '@/lib/pool';
import { canonicalOrNull } from './canonical-path';
import { CHANGED_TOGETHER, HISTORY_OF } from './co-change.sql';
import { type Lockable, overlaps } from './overlap';

/** A path that tasks or commits changed which changed others: in so many of those that changed them. */
export interface Partner extends Lockable {
  path: string;
  together: number;
  of: number;
  in: 'tasks' | 'commits';
}
/** How often paths changed in the last commits, and pairs of them together: three numbers a pair, two places and how often. */
export interface Counted {
  paths: string[];
  changes: number[];
  pairs: number[];
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
      const lockable = canonicalOrNull(path);
      return lockable ? [{ ...lockable, path }] : [];
    });
    const others = paths.filter((path) => !files.some((file) => overlaps(file, path)));
    if (others.length === paths.length) continue;
    of++;
    for (const other of others)
      counts.set(other.matchKey, { ...other, n: (counts.get(other.matchKey)?.n ?? 0) + 1 });
  }
  return likeliest([...counts.values()].map(({ n, ...path }) => ({ ...path, together: n, of, in: 'tasks' })));
}

/** The same by what commits changed: of the files meant, the one that a path changed with most often counts. Pure. */
export function partnersIn({ paths, changes, pairs }: Counted, files: Lockable[]): Partner[] {
  const known = paths.map(canonicalOrNull);
  const isMeant = known.map((path) => path !== null && files.some((file) => overlaps(file, path)));
  const best = new Map<number, { together: number; of: number }>();
  const meet = (meant: number, other: number, together: number) => {
    if (!isMeant[meant] || isMeant[other]) return;
    const of = changes[meant] ?? 0;
    const before = best.get(other);
    if (!before || together / of > before.together / before.of) best.set(other, { together, of });
  };
  for (let i = 0; i + 2 < pairs.length; i += 3) {
    const [a, b, together] = pairs.slice(i, i + 3) as [number, number, number];
    meet(a, b, together);
    meet(b, a, together);
  }
  return likeliest(
    [...best].flatMap(([at, counted]) => {
      const lockable = known[at];
      return lockable ? [{ ...lockable, path: paths[at]!, ...counted, in: 'commits' as const }] : [];
    }),
  );
}

/** What happened more than once and in a good part of all cases, the most often first; a path once. */
function likeliest(partners: Partner[]): Partner[] {
  const often = partners
    .filter(({ together, of }) => together >= LEAST_TOGETHER && together / of >= LEAST_SHARE)
    .sort((a, b) => b.together - a.together || (a.path < b.path ? -1 : 1));
  const once = new Set<string>();
  return often.filter(({ matchKey }) => !once.has(matchKey) && once.add(matchKey)).slice(0, MOST_PARTNERS);
}

/**
 * What else tends to change with files, by what the last tasks of a project changed, each by its latest commit, and by
 * what commits did, whoever made them; `reads` sees the workspace. Database uuids.
 */
export async function findPartners(
  reads: Pick<Runs, 'query'>,
  { workspaceId, projectId }: { workspaceId: string; projectId: string },
  files: Lockable[],
): Promise<Partner[]> {
  if (files.length === 0) return [];
  const [rows, [history]] = await Promise.all([
    reads.query(CHANGED_TOGETHER, [workspaceId, projectId, AGENTS, CHANGES]),
    reads.query(HISTORY_OF, [workspaceId, projectId]),
  ]);
  const changes = new Map<string, string[]>();
  for (const { task_id, paths } of rows) if (!changes.has(task_id)) changes.set(task_id, paths);
  return likeliest([
    ...partnersOf([...changes.values()], files),
    ...(history ? partnersIn(history as Counted, files) : []),
  ]);
}
