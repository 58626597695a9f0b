import type { Desired, noteMessages as noteContract, takeMessages as takeContract } from '@/contract/attempt';
import type { BodyOf, ReturnsOf } from '@/contract/endpoint';
import { appendEvent } from '@/domain/events/append-event';
import { lockLiveAgent } from '@/domain/leases/lock-live-agent';
import { NOTE_DELIVERED, NOTE_SEEN, WAITING_MESSAGES } from '@/domain/messages/messages.sql';
import { type Fence, leaseLost } from '@/lib/fence';
import { toWireId } from '@/lib/ids';
import { engine, inEngine } from '@/lib/pool';
import { timers } from '@/lib/timers';
import { topic, waitFor } from '@/lib/wake';

/** Waits, at most `waitMs`, for a message after `after` that no model has seen; says so at once when the agent must end. */
export async function takeMessages(
  fence: Fence,
  after: number,
  waitMs: number,
  signal: AbortSignal,
): Promise<ReturnsOf<typeof takeContract>> {
  const until = performance.now() + Math.min(waitMs, timers().pollHoldMs);
  for (;;) {
    const [row] = await engine.query(WAITING_MESSAGES, [fence.agentId, fence.tokenHash, after]);
    if (!row) throw leaseLost();
    const { messages, desired } = row;
    const left = until - performance.now();
    if (messages.length > 0 || desired === 'cancel' || left <= 0 || signal.aborted)
      return { messages, desired };
    await waitFor([topic.agent(fence.agentId)], left, signal);
  }
}

/** Notes which messages the engine of a live agent has, and which its model has seen, each with its event. Safe to repeat. */
export async function noteMessages(
  fence: Fence,
  { delivered, seen }: BodyOf<typeof noteContract>,
): Promise<{ desired: Desired }> {
  return inEngine(async (runs) => {
    const { workspaceId, taskId, id: agentId, desired } = await lockLiveAgent(runs, fence);
    const steps = [
      { type: 'message.delivered', note: NOTE_DELIVERED, ids: delivered },
      { type: 'message.seen', note: NOTE_SEEN, ids: seen },
    ] as const;
    for (const { type, note, ids } of steps) {
      if (ids.length === 0) continue;
      for (const { id } of await runs.query(note, [workspaceId, taskId, agentId, ids])) {
        appendEvent(runs, {
          workspaceId,
          type,
          actor: `agent:${agentId}`,
          taskId,
          agentId,
          payload: { messageId: toWireId('msg', id) },
        });
      }
    }
    return { desired };
  });
}
