import type { Event, EventType } from '@/contract/event';

/** What a task spends its time with, in the order in which that comes. */
export const PHASES = ['draft', 'queue', 'blocked', 'work', 'proof', 'person', 'merge'] as const;
export type Phase = (typeof PHASES)[number];

/** The phase that begins with an event; null where the task has come to its end. */
const BEGINS: Partial<Record<EventType, Phase | null>> = {
  'task.queued': 'queue',
  'task.blocked': 'blocked',
  'task.assigned': 'work',
  'task.started': 'work',
  'task.verifying': 'proof',
  'task.review': 'person',
  'task.needs_human': 'person',
  'task.taken_over': 'person',
  'task.handed_in': 'proof',
  'task.merging': 'merge',
  'task.completed': null,
  'task.failed': null,
  'task.cancelled': null,
  'task.skipped': null,
};
const CREATED: Record<string, Phase> = { DRAFT: 'draft', BLOCKED: 'blocked', QUEUED: 'queue' };

/**
 * Milliseconds of each phase, from all events of a task, oldest first, until `now` where it has not ended. What was retried
 * counts every time.
 */
export function timeShares(events: Event[], now: number): { phase: Phase; ms: number }[] {
  const spent = new Map<Phase, number>();
  let phase: Phase | null = null;
  let since = 0;
  const close = (at: number) => {
    if (phase) spent.set(phase, (spent.get(phase) ?? 0) + Math.max(0, at - since));
  };
  for (const event of events) {
    const next = event.type === 'task.created' ? CREATED[String(event.payload.status)] : BEGINS[event.type];
    if (next === undefined) continue;
    const at = Date.parse(event.createdAt);
    close(at);
    [phase, since] = [next, at];
  }
  close(now);
  return PHASES.flatMap((one) =>
    (spent.get(one) ?? 0) >= 1000 ? [{ phase: one, ms: spent.get(one)! }] : [],
  );
}
