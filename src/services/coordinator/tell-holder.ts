import { sendMessage } from '@/domain/messages/send-message';
import type { LockedTask } from '@/domain/tasks/lock-task';
import type { Tx } from '@/lib/db';
import type { Runs } from '@/lib/pool';

/** Tells the live agent of a locked task what became of its file locks: only a model that works can be told, by a runner that passes messages on. */
export async function tellHolder(
  tx: Tx,
  runs: Runs,
  person: { workspaceId: string; userId: string },
  { id: taskId, agentId }: LockedTask,
  text: string,
): Promise<void> {
  if (!agentId) return;
  const agent = await tx.agent.findUniqueOrThrow({
    where: { id: agentId },
    select: { kind: true, runner: { select: { features: true } } },
  });
  if (agent.kind === 'work' && agent.runner.features.includes('messages'))
    await sendMessage(tx, runs, { ...person, taskId, agentId, text });
}
