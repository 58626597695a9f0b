import { expect, test } from 'vitest';
import { timeShares } from '@/components/task/time-shares';
import type { Event, EventType } from '@/contract/event';

const event = (type: EventType, second: number, payload: Record<string, unknown> = {}) =>
  ({ type, payload, createdAt: new Date(second * 1000).toISOString() }) as Event;
const seconds = (events: Event[], now: number) =>
  Object.fromEntries(timeShares(events, now * 1000).map(({ phase, ms }) => [phase, ms / 1000]));

test('waiting stands apart from work, and every try counts', () => {
  const events = [
    event('task.created', 0, { status: 'DRAFT' }),
    event('task.queued', 10),
    event('task.assigned', 15),
    event('task.started', 16),
    event('agent.progress', 20),
    event('task.verifying', 40),
    event('task.queued', 45),
    event('task.assigned', 60),
    event('task.verifying', 70),
    event('task.review', 72),
    event('task.merging', 100),
    event('task.completed', 101),
  ];
  expect(seconds(events, 5000)).toEqual({
    draft: 10,
    queue: 20,
    work: 35,
    proof: 7,
    person: 28,
    merge: 1,
  });
});

test('what goes on counts until now, and nothing counts where nothing happened', () => {
  expect(seconds([event('task.created', 0, { status: 'QUEUED' })], 9)).toEqual({ queue: 9 });
  expect(seconds([], 9)).toEqual({});
});
