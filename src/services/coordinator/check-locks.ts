import type { HeldBy } from '@/contract/attempt';
import type { BodyOf, ReturnsOf } from '@/contract/endpoint';
import type { checkLocks as endpoint } from '@/contract/lock';
import { type CanonicalPattern, canonicalPattern } from '@/domain/locks/canonical-path';
import { findConflicts } from '@/domain/locks/find-conflicts';
import { wantedBy } from '@/domain/locks/give-way';
import { clashes } from '@/domain/locks/overlap';
import { chooseProject } from '@/domain/projects/choose-project';
import type { Tx } from '@/lib/db';
import type { Runs } from '@/lib/pool';
import { taskRef } from '@/lib/refs';

/** Where tasks stand that will still write. */
const OPEN = ['QUEUED', 'BLOCKED', 'ASSIGNED', 'IN_PROGRESS'] as const;
const LOOKED_AT = 500;

/**
 * Whether files of a project could be locked at this moment, who holds those that could not, and which open tasks are
 * thought to want them too. Advisory. Throws BAD_PATH.
 */
export async function checkLocks(
  tx: Tx,
  runs: Runs,
  workspaceId: string,
  { projectId, files, reads }: BodyOf<typeof endpoint>,
): Promise<ReturnsOf<typeof endpoint>> {
  const patterns = [
    ...files.map(canonicalPattern),
    ...reads.map((path) => ({ ...canonicalPattern(path), shared: true })),
  ];
  const project = await chooseProject(tx, projectId);
  const heldBy = await findConflicts(runs, { workspaceId, projectId: project.id }, patterns);
  const holders = new Set(heldBy.map(({ taskRef }) => taskRef));
  const expected = await thoughtToWant(tx, project.id, patterns);
  return {
    available: heldBy.length === 0,
    heldBy,
    expected: expected.filter(({ taskRef }) => !holders.has(taskRef)),
  };
}

/** Open tasks whose files, as far as they are named, overlap these: one path each. */
async function thoughtToWant(
  tx: Tx,
  projectId: string,
  patterns: (CanonicalPattern & { shared?: boolean })[],
): Promise<HeldBy[]> {
  const tasks = await tx.task.findMany({
    where: {
      projectId,
      status: { in: [...OPEN] },
      OR: [{ filesHint: { isEmpty: false } }, { readsHint: { isEmpty: false } }],
    },
    select: { number: true, title: true, filesHint: true, readsHint: true },
    orderBy: { id: 'asc' },
    take: LOOKED_AT,
  });
  return tasks.flatMap(({ number, title, filesHint, readsHint }) => {
    const hints = wantedBy({ taskId: '', projectId, paths: filesHint, reads: readsHint });
    for (const one of patterns) {
      const met = hints.find((hint) => clashes(hint, one));
      if (met)
        return [{ path: one.pattern, taskRef: taskRef(number), taskTitle: title, pattern: met.pattern }];
    }
    return [];
  });
}
