import type { Event } from '@/contract/event';

/** The colour of an event's mark: the words beside it say the same. */
export function toneOf({ type, payload }: Event): string {
  if (type === 'check.finished') return payload.status === 'passed' ? 'text-success' : 'text-danger';
  if (['task.completed', 'verify.passed'].includes(type)) return 'text-success';
  if (['task.failed', 'verify.failed', 'agent.lost', 'runner.lost'].includes(type)) return 'text-danger';
  if (
    ['task.needs_human', 'exception.opened', 'task.blocked', 'verify.unproven', 'lock.refused'].includes(type)
  )
    return 'text-attention';
  if (type === 'task.review') return 'text-review';
  if (['task.started', 'task.assigned', 'task.verifying', 'task.merging', 'agent.started'].includes(type))
    return 'text-active';
  return 'text-neutral';
}
