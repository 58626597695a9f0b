import { expect, test } from 'vitest';
import { claimVerdict, type Standing } from '@/domain/leases/claim-state';

const verdict = (more: Partial<Standing>) =>
  claimVerdict({
    current: true,
    status: 'ACTIVE',
    granted: null,
    spent: false,
    agents: 0,
    maxConcurrent: 2,
    ...more,
  });

test('a claim is open where its runner has room', () => {
  expect(verdict({ agents: 1 })).toBe('open');
  expect(verdict({ agents: 2 })).toBe('paused');
  expect(verdict({ status: 'SUSPECT' })).toBe('paused');
});

test('a repeated claim gets the same grant while that lives, and nothing afterwards', () => {
  expect(verdict({ granted: 'agent', agents: 2 })).toBe('again');
  expect(verdict({ spent: true })).toBe('spent');
});

test('a claim of an older session gets nothing, not even what it was granted', () => {
  expect(verdict({ current: false, granted: 'agent' })).toBe('superseded');
});
