import { expect, test } from 'vitest';
import type { TaskStatus } from '@/contract/task';
import { cancelVerdict, mergeHold } from '@/domain/tasks/cancel-state';

const verdict = (status: TaskStatus, hasAgent = false, mergeBegan = false) =>
  cancelVerdict({ status, hasAgent, mergeBegan });

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
  expect([verdict('MERGING', true), verdict('MERGING', true, true)]).toEqual(['merging', 'merging']);
});

test('a merge is called off by way of its review, as long as nobody has begun it', () => {
  expect(verdict('MERGING')).toEqual({ to: 'CANCELLED', via: 'IN_REVIEW', tellAgent: false });
  expect(verdict('MERGING', false, true)).toBe('unsure');
  expect([
    mergeHold({ hasAgent: false, mergeBegan: false }),
    mergeHold({ hasAgent: true, mergeBegan: false }),
    mergeHold({ hasAgent: false, mergeBegan: true }),
  ]).toEqual([null, 'merging', 'unsure']);
});
