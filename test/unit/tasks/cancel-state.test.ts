import { expect, test } from 'vitest';
import type { TaskStatus } from '@/contract/task';
import { cancelVerdict } from '@/domain/tasks/cancel-state';

const verdict = (status: TaskStatus, hasAgent = false) => cancelVerdict({ status, hasAgent });

test('a cancellation tells a live agent to stop before the task ends', () => {
  expect(verdict('IN_PROGRESS', true)).toEqual({ to: 'CANCELLING', tellAgent: true });
  expect(verdict('VERIFYING', true)).toEqual({ to: 'CANCELLING', tellAgent: true });
});

test('a task that nobody works on is cancelled at once where the table allows it, else by the next sweep', () => {
  expect(verdict('QUEUED')).toEqual({ to: 'CANCELLED', tellAgent: false });
  expect(verdict('ASSIGNED')).toEqual({ to: 'CANCELLING', tellAgent: false });
});

test('a cancellation is nothing twice, and too late for what has ended or is being merged', () => {
  expect([verdict('CANCELLING', true), verdict('CANCELLED')]).toEqual(['nothing', 'nothing']);
  expect([verdict('COMPLETED'), verdict('FAILED'), verdict('SKIPPED')]).toEqual(['ended', 'ended', 'ended']);
  expect(verdict('MERGING', true)).toBe('merging');
});
