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

export interface PhaseSpan {
  phase: Phase;
  /** Milliseconds since 1970. */
  from: number;
  to: number;
}

/** When a task was in which phase, from all its events, oldest first, until `now` where it has not ended. */
export function phaseSpans(events: Event[], now: number): PhaseSpan[] {
  const spans: PhaseSpan[] = [];
  let phase: Phase | null = null;
  let from = 0;
  const close = (to: number) => {
    const last = spans.at(-1);
    if (phase === null || to <= from) return;
    if (last?.phase === phase && last.to === from) last.to = to;
    else spans.push({ phase, from, to });
  };
  for (const event of events) {
    const next = event.type === 'task.created' ? CREATED[String(event.payload.status)] : BEGINS[event.type];
    if (next === undefined) continue;
    const at = Date.parse(event.createdAt);
    close(at);
    [phase, from] = [next, at];
  }
  close(now);
  return spans;
}

/** Milliseconds of each phase. What was retried counts every time. */
export function timeShares(events: Event[], now: number): { phase: Phase; ms: number }[] {
  const spans = phaseSpans(events, now);
  return PHASES.flatMap((phase) => {
    const ms = spans.reduce((sum, span) => (span.phase === phase ? sum + span.to - span.from : sum), 0);
    return ms >= 1000 ? [{ phase, ms }] : [];
  });
}
