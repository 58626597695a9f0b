import type { AgentKind } from '@/contract/task';
import { runnerToWire, WITH_RUNNING } from '@/domain/runners/to-wire';
import { env } from '@/lib/env';
import { toWireId } from '@/lib/ids';
import { QUEUE_POSITION } from './queue-position.sql';
import { sayDuration, sayMoment } from './say';
import type { Hold, Scene } from './scene';
import { whyApart } from './why-apart';
import { whyLimited } from './why-limited';
import { type Machine, whyNoRunner } from './why-no-runner';

const STEP: Record<AgentKind, string> = { work: 'take it', verify: 'run its checks', merge: 'merge it' };

/** Why no runner has taken a task that stands in the queue. */
export async function whyQueued(scene: Scene): Promise<Hold[]> {
  const { task, runs, workspaceId, now } = scene;
  const ready = task.ready ?? 'work';
  const holds: Hold[] = env().ENABLE_QUEUE_PROCESSOR ? [] : [HANDS_OUT_NOTHING];
  if (task.notBefore && task.notBefore > now) {
    const pauses = `It pauses for another ${sayDuration(task.notBefore.getTime() - now.getTime())}`;
    const sentence =
      task.reason === 'quota'
        ? `${pauses}: the usage limit of its model account is reached until ${sayMoment(task.notBefore, now)}. It then goes on where it stopped.`
        : `${pauses} before it is tried again.`;
    holds.push({ code: 'queue', sentence, link: null });
  }
  holds.push(...(await whyLimited(scene, ready)));
  const machines = await machinesOf(scene);
  const projectId = toWireId('proj', task.projectId);
  const missing = whyNoRunner(
    { ...task, ref: scene.ref, ready, projectId, projectLink: `/projects/${projectId}` },
    machines,
    now,
  );
  if (missing) holds.push(missing);
  const apart = ready === 'work' && (await whyApart(scene));
  if (apart) holds.push(apart);
  const [{ position }] = (await runs.query(QUEUE_POSITION, [workspaceId, task.id])) as [{ position: number }];
  const sentence =
    position > 1
      ? `It is number ${position} in the queue.`
      : `It is next in the queue: the first runner that is free will ${STEP[ready]}.`;
  return [...holds, { code: 'queue', sentence, link: '/tasks' }];
}

const HANDS_OUT_NOTHING: Hold = {
  code: 'queue',
  sentence:
    'This server hands out no work: it was started with ENABLE_QUEUE_PROCESSOR=false. Start it without that setting.',
  link: null,
};

async function machinesOf({ tx, task, now }: Scene): Promise<Machine[]> {
  const rows = await tx.runner.findMany({
    where: { status: { not: 'REVOKED' } },
    include: { ...WITH_RUNNING, reports: { where: { projectId: task.projectId } } },
    orderBy: { name: 'asc' },
  });
  return rows.map((row) => ({
    ...runnerToWire(row, now),
    uuid: row.id,
    projectReport: row.reports[0] ?? null,
  }));
}
