import { describe, expect, it } from 'vitest';
import type { Task } from '@/contract/task';
import { BatchDraft } from '@/contract/task-batch';
import { TERMINAL } from '@/contract/terminal-status';
import { gatheringStep, type SubTaskCounts } from '@/domain/tasks/gathering-state';
import { COUNT_SUB_TASKS } from '@/domain/tasks/sub-tasks.sql';
import { AppError } from '@/lib/errors';
import { advanceTask } from '@/services/coordinator/advance-task';
import { cancelTask } from '@/services/coordinator/cancel-task';
import { createTasks } from '@/services/coordinator/create-tasks';
import { deleteTask } from '@/services/coordinator/delete-task';
import { retryTask } from '@/services/coordinator/retry-task';
import { updateTask } from '@/services/coordinator/update-task';
import { withWorld } from './world';

const world = withWorld();

/** Numbers that look random and are the same in every run. */
function dice(seed: number) {
  let at = seed;
  return (sides: number): number => {
    at = (Math.imul(at, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((at / 2 ** 32) * sides);
  };
}

describe('many changes at once of tasks that wait for each other', () => {
  it('leave every task where its dependencies and its sub-tasks put it', async () => {
    const epics: Task[] = [];
    for (let i = 0; i < 4; i++) epics.push(await world.task({ type: 'epic' }));
    const refs: string[] = [];
    for (let i = 0; i < 8; i++) refs.push((await world.task({ parent: epics[i % 3]!.ref })).ref);
    const failures: unknown[] = [];
    const refused = new Set<string>();
    const lane = async (seed: number) => {
      const roll = dice(seed);
      const any = () => refs[roll(refs.length)]!;
      const epic = () => epics[roll(epics.length)]!.ref;
      const about = () => ({ ...world.me, ref: any() });
      const changes = [
        () => world.task({ parent: epic(), dependsOn: [any()] }),
        () => world.as((tx, runs) => updateTask(tx, runs, about(), { dependsOn: [any(), any()] })),
        () => world.as((tx, runs) => updateTask(tx, runs, about(), { parent: roll(3) ? epic() : null })),
        () => world.as((tx, runs) => updateTask(tx, runs, { ...world.me, ref: epic() }, { parent: epic() })),
        () => world.as((tx, runs) => cancelTask(tx, runs, about())),
        () => world.as((tx, runs) => deleteTask(tx, runs, about())),
        () => world.as((tx, runs) => retryTask(tx, runs, about())),
        () =>
          world.as((tx, runs) =>
            createTasks(tx, runs, world.me, {
              tasks: [
                BatchDraft.parse({ title: 'One', key: 'a', parent: epic(), dependsOn: [any()] }),
                BatchDraft.parse({ title: 'Two', dependsOn: ['key:a'] }),
              ],
            }),
          ),
        async () => complete(any()),
      ];
      for (let i = 0; i < 25; i++) {
        try {
          const made = await changes[roll(changes.length)]!();
          if (made && 'ref' in made) refs.push(made.ref);
        } catch (error) {
          if (error instanceof AppError) refused.add(error.code);
          else failures.push(error);
        }
      }
    };
    await Promise.all([11, 22, 33, 44, 55, 66].map(lane));
    expect(failures).toEqual([]);
    expect([...refused]).toContain('DEPENDENCY_CYCLE');
    await everyTaskStandsWhereItMust();
  });
});

/** As if its agents had done it: through every status it must pass. */
const complete = (ref: string) =>
  world.as(async (tx, runs) => {
    const row = await tx.task.findFirst({ where: { number: Number(ref.slice(5)) } });
    if (row?.status !== 'QUEUED') return undefined;
    const way = ['QUEUED', 'ASSIGNED', 'IN_PROGRESS', 'VERIFYING', 'COMPLETED'] as const;
    for (const [i, to] of way.slice(1).entries())
      await advanceTask(runs, {
        workspaceId: world.me.workspaceId,
        taskId: row.id,
        from: [way[i]!],
        to,
        actor: 'system',
      });
    return undefined;
  });

async function everyTaskStandsWhereItMust(): Promise<void> {
  const { rows } = await world.sql.query(
    `select t.id, 'TASK-' || t.number as ref, t.type, t.status, t.reason,
            (select count(*)::int from task_dependency d join task n on n.id = d.needed_id
             where d.task_id = t.id and n.status <> 'COMPLETED') as open
     from task t`,
  );
  expect(rows.length).toBeGreaterThan(30);
  for (const { id, ref, type, status, reason, open } of rows) {
    if (TERMINAL.has(status)) continue;
    if (type === 'epic') {
      const [counts] = (await world.as((_, runs) =>
        runs.query(COUNT_SUB_TASKS, [world.me.workspaceId, id]),
      )) as unknown as [SubTaskCounts];
      const step = gatheringStep(counts);
      expect({ ref, status, reason }).toEqual({
        ref,
        status: 'BLOCKED',
        reason: 'reason' in step ? step.reason : 'done',
      });
    } else expect({ ref, status, waits: open > 0 }).toEqual({ ref, status, waits: status === 'BLOCKED' });
  }
}
