import type { askQuestion as contract, takeAnswer as takeContract } from '@/contract/attempt';
import type { BodyOf, ReturnsOf } from '@/contract/endpoint';
import { appendEvent } from '@/domain/events/append-event';
import { FIND_ANSWER, MARK_DELIVERED } from '@/domain/exceptions/find-answer.sql';
import { openException } from '@/domain/exceptions/open-exception';
import { lockLiveAgent } from '@/domain/leases/lock-live-agent';
import { useRule } from '@/domain/rules/use-rule';
import { AppError } from '@/lib/errors';
import type { Fence } from '@/lib/fence';
import { toWireId } from '@/lib/ids';
import { engine, inEngine } from '@/lib/pool';
import { timers } from '@/lib/timers';
import { topic, waitFor } from '@/lib/wake';

/** Opens an exception for a question of a live agent; the same questionId asks once. */
export async function askQuestion(
  fence: Fence,
  body: BodyOf<typeof contract>,
): Promise<ReturnsOf<typeof contract>> {
  return inEngine(async (runs) => {
    const agent = await lockLiveAgent(runs, fence);
    const number = await openException(runs, {
      id: body.questionId,
      workspaceId: agent.workspaceId,
      taskId: agent.taskId,
      agentId: agent.id,
      type: body.kind === 'permission' ? 'PERMISSION' : 'QUESTION',
      severity: 'high',
      title: body.title,
      body: body.body,
      options: body.options,
      actor: `agent:${agent.id}`,
    });
    if (body.subject)
      await useRule(runs, {
        workspaceId: agent.workspaceId,
        projectId: agent.task.projectId,
        taskId: agent.taskId,
        exceptionId: body.questionId,
        subject: body.subject,
        options: body.options,
      });
    return {
      exceptionId: toWireId('exc', body.questionId),
      ref: `EXC-${number}`,
    };
  });
}

/** Waits for a person's answer, at most `waitMs`; says so at once when the agent must end meanwhile. */
export async function takeAnswer(
  fence: Fence,
  questionId: string,
  waitMs: number,
  signal: AbortSignal,
): Promise<ReturnsOf<typeof takeContract>> {
  const until = performance.now() + Math.min(waitMs, timers().pollHoldMs);
  for (;;) {
    const [row] = await engine.query(FIND_ANSWER, [fence.agentId, fence.tokenHash, questionId]);
    if (!row)
      throw new AppError('LEASE_LOST', 'This agent has no lease any more, or never asked that question.');
    const { desired } = row;
    if (row.status !== 'open' && row.status !== 'acknowledged') {
      if (!row.delivered) await markDelivered(fence, row.workspace_id, questionId);
      return {
        answered: true,
        option: row.resolution?.option ?? null,
        text: row.resolution?.text ?? null,
        desired,
      };
    }
    const left = until - performance.now();
    if (desired === 'cancel' || left <= 0 || signal.aborted)
      return { answered: false, option: null, text: null, desired };
    await waitFor([topic.answer(questionId), topic.agent(fence.agentId)], left, signal);
  }
}

async function markDelivered(fence: Fence, workspaceId: string, questionId: string): Promise<void> {
  await inEngine(async (runs) => {
    const [row] = await runs.query(MARK_DELIVERED, [workspaceId, questionId]);
    if (row)
      appendEvent(runs, {
        workspaceId,
        type: 'exception.delivered',
        actor: `agent:${fence.agentId}`,
        taskId: row.task_id,
        agentId: fence.agentId,
        exceptionId: questionId,
      });
  });
}
