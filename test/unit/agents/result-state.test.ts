import { expect, test } from 'vitest';
import { recordOf, resultVerdict } from '@/domain/agents/result-state';

const verdict = (live: boolean, known: string | null, logIsWhole = true) =>
  resultVerdict(live, known, { hash: 'h1', logIsWhole });

test('a live agent’s result is taken once its log is whole', () => {
  expect(verdict(true, null)).toBe('take');
  expect(verdict(true, null, false)).toBe('incomplete');
});

test('the same result again gets the same answer, another one never', () => {
  expect(verdict(false, 'h1')).toBe('repeat');
  expect(verdict(false, 'h2')).toBe('conflict');
  expect(verdict(false, null)).toBe('lost');
});

test('an agent is recorded by what it says, unless a person had ended it', () => {
  expect(recordOf(false, { outcome: 'succeeded', reason: null })).toEqual({
    status: 'completed',
    reason: null,
  });
  expect(recordOf(false, { outcome: 'timeout', reason: 'timeout' })).toEqual({
    status: 'timeout',
    reason: 'timeout',
  });
  expect(recordOf(true, { outcome: 'succeeded', reason: null })).toEqual({
    status: 'killed',
    reason: 'agent_killed',
  });
});
