import { expect, test } from 'vitest';
import { phaseSpans, timeShares } from '@/components/task/time-shares';
import { waterfallRows } from '@/components/task/waterfall-rows';
import type { Agent } from '@/contract/agent';
import type { CheckRun } from '@/contract/check-run';
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

test('the waterfall holds what was waited for, agents, and their checks one after another up to when they were told', () => {
  const at = (second: number) => new Date(second * 1000).toISOString();
  const spans = phaseSpans(
    [
      event('task.created', 0, { status: 'QUEUED' }),
      event('task.assigned', 10),
      event('task.queued', 30),
      event('task.assigned', 35),
      event('task.review', 50),
    ],
    60_000,
  );
  const agents = [
    { id: 'b', attempt: 2, kind: 'verify', status: 'running', startedAt: at(35), endedAt: null },
    { id: 'a', attempt: 1, kind: 'work', status: 'completed', startedAt: at(11), endedAt: at(29) },
    { id: 'c', attempt: 3, kind: 'work', status: 'starting', startedAt: null, endedAt: null },
  ] as Agent[];
  const check = (id: string, durationMs: number, status: string) =>
    ({ id, name: id, agentId: 'b', round: null, durationMs, status, createdAt: at(50) }) as CheckRun;
  const rows = waterfallRows(
    spans,
    agents,
    [check('types', 3000, 'passed'), check('test', 4000, 'failed')],
    60_000,
  );
  expect(
    rows.map(({ what, state, bars }) => [
      what,
      state,
      ...bars.map(({ from, to }) => [from / 1000, to / 1000]),
    ]),
  ).toEqual([
    ['In the queue', 'over', [0, 10], [30, 35]],
    ['Waiting for a person', 'still', [50, 60]],
    ['Attempt 1 (work)', 'Completed', [11, 29]],
    ['Attempt 2 (verification)', 'Running', [35, 60]],
    ['types', 'Passed', [43, 46]],
    ['test', 'Failed', [46, 50]],
  ]);
});
