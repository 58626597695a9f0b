import type { Remark } from '@/contract/remark';
import { appendEvent } from '@/domain/events/append-event';
import type { Tx } from '@/lib/db';
import { notFound } from '@/lib/errors';
import { fromWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { mentionsIn } from './mentions-in';
import { peopleToName } from './people-to-name';
import { remarksToWire, WITH_AUTHOR } from './to-wire';

/** Changes what a person said themselves; who is named only now is told. Throws NOT_FOUND, for what another said too. */
export async function changeRemark(
  tx: Tx,
  runs: Runs,
  { workspaceId, userId }: { workspaceId: string; userId: string },
  wireId: string,
  text: string,
): Promise<Remark> {
  const own = { id: fromWireId('remark', wireId), authorId: userId };
  const before = await tx.remark.findFirst({
    where: own,
    include: { task: { select: { projectId: true } } },
  });
  if (!before) throw notFound('comment', wireId);
  const mentions = mentionsIn(text, await peopleToName(tx, userId)).map(({ id }) => id);
  const row = await tx.remark.update({
    where: { id: own.id },
    data: { text, mentions, editedAt: new Date() },
    include: WITH_AUTHOR,
  });
  appendEvent(runs, {
    workspaceId,
    type: 'comment.changed',
    actor: `person:${userId}`,
    projectId: before.task.projectId,
    taskId: row.taskId,
    payload: { remark: wireId, named: mentions.some((id) => !before.mentions.includes(id)) },
  });
  const [remark] = await remarksToWire(tx, userId, [row]);
  return remark!;
}
