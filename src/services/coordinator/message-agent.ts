import type { Message } from '@/contract/message';
import { sendMessage } from '@/domain/messages/send-message';
import { SIGNED_ONLY } from '@/domain/runners/signed-only';
import type { Tx } from '@/lib/db';
import { AppError } from '@/lib/errors';
import type { Runs } from '@/lib/pool';
import type { Decision } from './cancel-task';
import { lockSteered } from './lock-steered';

/** What a runner must have said it can do: one that cannot would leave the message where it is. */
const FEATURE = 'messages';

/**
 * Says something to a live agent (a wire id), which hears it at its next tool boundary. Throws NOT_FOUND,
 * ILLEGAL_TRANSITION for a merge, and CONFLICT where the agent has ended or is being ended, where nobody in it
 * listens, or where its runner cannot pass a message on, or takes signed ones alone.
 */
export async function messageAgent(
  tx: Tx,
  runs: Runs,
  { workspaceId, userId }: Omit<Decision, 'ref'>,
  wireId: string,
  { text, signature }: { text: string; signature?: string },
): Promise<Message> {
  const { agent, task } = await lockSteered(
    tx,
    runs,
    workspaceId,
    wireId,
    'so it hears nothing any more. To go on from its work, send the task a follow-up.',
  );
  if (agent.kind !== 'work')
    throw new AppError(
      'CONFLICT',
      `This agent runs the checks of ${task.ref}: no model listens in it. Send the task a follow-up when they have run.`,
    );
  if (agent.killRequest || task.status === 'CANCELLING')
    throw new AppError('CONFLICT', `This agent of ${task.ref} is being ended, so it hears nothing any more.`);
  if (!agent.runner.features.includes(FEATURE))
    throw new AppError(
      'CONFLICT',
      `${agent.runner.name} runs a version that cannot pass messages on. Update it; until then end the agent and retry with guidance.`,
    );
  if (!signature && agent.runner.features.includes(SIGNED_ONLY))
    throw new AppError(
      'CONFLICT',
      `${agent.runner.name} passes signed messages on alone. Send it with a key that the machine trusts: agent-orchestrator message ${task.ref} --sign`,
    );
  return sendMessage(tx, runs, { workspaceId, userId, taskId: task.id, agentId: agent.id, text, signature });
}
