import type { Why } from '@/contract/task';
import { databaseNow } from '@/lib/clock';
import type { Tx } from '@/lib/db';
import { notFound } from '@/lib/errors';
import type { Runs } from '@/lib/pool';
import { byRef, exceptionRef, taskRef } from '@/lib/refs';
import type { Hold, Scene } from './scene';
import { whyBlocked } from './why-blocked';
import { whyQueued } from './why-queued';
import { whyEnded, whyPerson } from './why-settled';
import { whyWorking } from './why-working';

/** Why a task stands where it stands: what holds it, in order, and the first of these as the sentence. Throws NOT_FOUND. */
export async function whyTask(tx: Tx, runs: Runs, workspaceId: string, ref: string): Promise<Why> {
  const task = await tx.task.findFirst({
    where: byRef('task', ref),
    include: {
      project: { select: { name: true, verifyBy: true, stopNote: true } },
      agents: {
        where: { lease: { isNot: null } },
        include: { runner: { select: { name: true } }, lease: true },
      },
      exceptions: { where: { status: { in: ['open', 'acknowledged'] } }, orderBy: { number: 'desc' } },
    },
  });
  if (!task) throw notFound('task', ref);
  const scene: Scene = {
    tx,
    runs,
    workspaceId,
    task,
    ref: taskRef(task.number),
    now: await databaseNow(runs),
  };
  const holds = [...askedOf(scene), ...(await holdsOf(scene))];
  return { taskRef: scene.ref, sentence: holds[0]?.sentence ?? 'Nothing holds it.', holds };
}

/** What a live agent waits to hear comes before everything else. */
function askedOf({ task }: Scene): Hold[] {
  if (task.agents.length === 0) return [];
  return task.exceptions.map(({ number, title }) => ({
    code: 'person',
    sentence: `The agent waits for an answer: ${exceptionRef(number)}, ${title}`,
    link: `/exceptions?e=${exceptionRef(number)}`,
  }));
}

async function holdsOf(scene: Scene): Promise<Hold[]> {
  if (scene.task.agents.length > 0) return whyWorking(scene);
  if (scene.task.ready) return whyQueued(scene);
  if (scene.task.status === 'BLOCKED') return whyBlocked(scene);
  return [...whyPerson(scene), ...whyEnded(scene)];
}
