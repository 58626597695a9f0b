import type { Runs } from '@/lib/pool';
import { canonicalPattern } from './canonical-path';
import { type Counted, partnersIn } from './co-change';
import { HISTORY_OF } from './co-change.sql';
import { OPEN_HINTS, SET_LIKELY } from './likely-files.sql';

/** A claim compares each of them with what is held. */
const MOST_LIKELY = 8;
const MOST_TASKS = 500;

type Where = { workspaceId: string; projectId: string };

/** What tasks of a project that name these files are likely to change besides, by its history. Database uuids. */
export async function likelyFiles(
  reads: Pick<Runs, 'query'>,
  { workspaceId, projectId }: Where,
  hints: string[][],
): Promise<string[][]> {
  if (hints.every(({ length }) => length === 0)) return hints;
  const [history] = await reads.query(HISTORY_OF, [workspaceId, projectId]);
  return hints.map((files) => (history ? likelyBy(history as Counted, files) : []));
}

/** What a task that names these files is likely to change besides, by this history. Pure. */
export function likelyBy(history: Counted, files: string[]): string[] {
  if (files.length === 0) return [];
  return partnersIn(history, files.map(canonicalPattern))
    .slice(0, MOST_LIKELY)
    .map(({ path }) => path);
}

/** The same anew for the tasks of a project that have not begun. */
export async function foreseeAnew(runs: Runs, { workspaceId, projectId }: Where): Promise<void> {
  const open = await runs.query(OPEN_HINTS, [workspaceId, projectId, MOST_TASKS]);
  const likely = await likelyFiles(
    runs,
    { workspaceId, projectId },
    open.map(({ files_hint }) => files_hint),
  );
  const moved = open
    .map(({ id, likely_files }, i) => ({ id, before: likely_files, now: likely[i]! }))
    .filter(({ before, now }) => before.join('\n') !== now.join('\n'))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  if (moved.length === 0) return;
  const files = moved.map(({ now }) => JSON.stringify(now));
  await runs.query(SET_LIKELY, [workspaceId, moved.map(({ id }) => id), files]);
}
