import type { HeldBy } from '@/contract/attempt';
import type { BodyOf, ReturnsOf } from '@/contract/endpoint';
import type { checkLocks as endpoint } from '@/contract/lock';
import { type CanonicalPattern, canonicalPattern } from '@/domain/locks/canonical-path';
import { findPartners } from '@/domain/locks/co-change';
import { findConflicts } from '@/domain/locks/find-conflicts';
import { wantedBy } from '@/domain/locks/give-way';
import { clashes, type Lockable } from '@/domain/locks/overlap';
import { chooseProject } from '@/domain/projects/choose-project';
import type { Tx } from '@/lib/db';
import type { Runs } from '@/lib/pool';
import { readAsEngine } from '@/lib/read-as-engine';
import { taskRef } from '@/lib/refs';

/** Where tasks stand that will still write. */
const OPEN = ['QUEUED', 'BLOCKED', 'ASSIGNED', 'IN_PROGRESS'] as const;
const LOOKED_AT = 500;

/**
 * Whether files of a project could be locked at this moment, who holds those that could not, which open tasks are
 * thought to want them too, and which may come to, as what they name changed together with them before. Advisory. Throws BAD_PATH.
 */
export async function checkLocks(
  tx: Tx,
  runs: Runs,
  workspaceId: string,
  { projectId, files, reads }: BodyOf<typeof endpoint>,
): Promise<ReturnsOf<typeof endpoint>> {
  const patterns: (CanonicalPattern & { shared?: boolean })[] = [
    ...files.map(canonicalPattern),
    ...reads.map((path) => ({ ...canonicalPattern(path), shared: true })),
  ];
  const project = await chooseProject(tx, projectId);
  const where = { workspaceId, projectId: project.id };
  const heldBy = await findConflicts(runs, where, patterns);
  const open = await openTasks(tx, project.id);
  const told = new Set(heldBy.map(({ taskRef }) => taskRef));
  const expected = meetings(open, patterns).filter(({ taskRef }) => !told.has(taskRef));
  for (const { taskRef } of expected) told.add(taskRef);
  const partners = await findPartners(
    await readAsEngine(runs, workspaceId),
    where,
    patterns.filter(({ shared }) => !shared),
  );
  const likely = meetings(open, partners).filter(({ taskRef }) => !told.has(taskRef));
  return {
    available: heldBy.length === 0,
    heldBy,
    expected: expected.map(({ met: _, ...one }) => one),
    likely: likely.map(({ met, ...one }) => ({ ...one, together: met.together, of: met.of, in: met.in })),
  };
}

/** The open tasks of a project that name files, with what they want. */
async function openTasks(tx: Tx, projectId: string) {
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
  return tasks.map(({ number, title, filesHint, readsHint }) => ({
    taskRef: taskRef(number),
    taskTitle: title,
    hints: wantedBy({ taskId: '', projectId, paths: filesHint, reads: readsHint }),
  }));
}

/** Which of them want what clashes with these paths: one path each, the first. */
function meetings<P extends Lockable & { shared?: boolean; pattern?: string; path?: string }>(
  open: Awaited<ReturnType<typeof openTasks>>,
  paths: P[],
): (HeldBy & { met: P })[] {
  return open.flatMap(({ taskRef, taskTitle, hints }) => {
    for (const met of paths) {
      const hint = hints.find((one) => clashes(one, met));
      if (hint)
        return [{ path: met.path ?? met.pattern ?? '', taskRef, taskTitle, pattern: hint.pattern, met }];
    }
    return [];
  });
}
