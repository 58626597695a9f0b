import { expect, test } from 'vitest';
import { gatheringStep, type SubTaskCounts } from '@/domain/tasks/gathering-state';

const step = (more: Partial<SubTaskCounts>) =>
  gatheringStep({ open: 0, done: 1, failed: null, dropped: null, needed: null, wrong: false, ...more });

test('a task that gathers sub-tasks is done when all of them are', () => {
  expect(step({})).toEqual({ to: 'COMPLETED' });
  expect(step({ dropped: 4 }), 'one that was left out is no hindrance beside one that is done').toEqual({
    to: 'COMPLETED',
  });
});

test('it waits for what is open, and for the first sub-task that failed', () => {
  expect(step({ open: 1, failed: 3 })).toEqual({ to: 'BLOCKED', reason: 'subtasks' });
  expect(step({ failed: 3 })).toEqual({ to: 'BLOCKED', reason: 'subtask_failed:TASK-3' });
  expect(step({ done: 0, dropped: 4 })).toEqual({ to: 'BLOCKED', reason: 'subtask_failed:TASK-4' });
  expect(step({ done: 0 })).toEqual({ to: 'BLOCKED', reason: 'subtasks' });
});

test('its own dependencies come after its sub-tasks', () => {
  expect(step({ wrong: true, needed: 7 })).toEqual({ to: 'SKIPPED', reason: 'dependency_failed' });
  expect(step({ needed: 7 })).toEqual({ to: 'BLOCKED', reason: 'dependency:TASK-7' });
});
