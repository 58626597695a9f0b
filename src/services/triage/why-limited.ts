import type { AgentKind } from '@/contract/task';
import { readLimits } from '@/domain/settings/queue-settings';
import { COUNT_LIVE } from '@/domain/settings/queue-settings.sql';
import { toWireId } from '@/lib/ids';
import { taskRef } from '@/lib/refs';
import type { Hold, Scene } from './scene';

const QUEUE_PAGE = '/settings?tab=queue';

/** Which settings keep it in the queue: a pause, or a limit that other agents have reached. */
export async function whyLimited({ task, runs, workspaceId }: Scene, ready: AgentKind): Promise<Hold[]> {
  const { queue, projects } = await readLimits(runs, workspaceId);
  const holds: Hold[] = [];
  if (queue.paused) {
    holds.push({
      code: 'queue',
      sentence: `The queue is paused${queue.pauseNote ? `: ${queue.pauseNote.replace(/\.$/, '')}` : ''}.`,
      link: QUEUE_PAGE,
    });
  }
  if (task.stoppedAt)
    holds.push({
      code: 'queue',
      sentence: 'A person has stopped it: no agent begins on it until it is started again.',
      link: `/tasks/${taskRef(task.number)}`,
    });
  if (projects[task.projectId] === 0)
    holds.push({
      code: 'queue',
      sentence: `${task.project.name} is stopped${task.project.stopNote ? `: ${task.project.stopNote.replace(/\.$/, '')}` : ''}.`,
      link: `/projects/${toWireId('proj', task.projectId)}`,
    });
  const live: { project_id: string; role: string | null; n: number }[] = await runs.query(COUNT_LIVE, [
    workspaceId,
  ]);
  const count = (of: (one: (typeof live)[number]) => boolean) =>
    live.filter(of).reduce((all, { n }) => all + n, 0);
  const full = (most: number | null | undefined, atWork: number, where: string, link: string) => {
    if (!most || atWork < most) return;
    holds.push({
      code: 'limit',
      sentence: `${atWork} of at most ${most} ${most === 1 ? 'agent' : 'agents'} ${where} ${atWork === 1 ? 'is' : 'are'} at work.`,
      link,
    });
  };
  full(
    queue.maxConcurrent,
    count(() => true),
    'of the workspace',
    QUEUE_PAGE,
  );
  full(
    projects[task.projectId],
    count((one) => one.project_id === task.projectId),
    `on ${task.project.name}`,
    `/projects/${toWireId('proj', task.projectId)}`,
  );
  if (ready === 'work') {
    const most = queue.roleLimits[task.role as keyof typeof queue.roleLimits];
    full(
      most,
      count((one) => one.role === task.role),
      `in the role ${task.role}`,
      QUEUE_PAGE,
    );
  }
  return holds;
}
