import { expect, test } from 'vitest';
import { isFenced, sortAgents } from '@/domain/leases/lease-state';

const hash = (text: string) => Buffer.from(text);
const lease = { agentId: 'a1', tokenHash: hash('one'), attempt: 2, taskAttempt: 2 };

test('a write is fenced by its agent, its token and the newest attempt', () => {
  expect(isFenced(lease, { agentId: 'a1', tokenHash: hash('one') })).toBe(true);
  expect(isFenced(null, { agentId: 'a1', tokenHash: hash('one') })).toBe(false);
  expect(isFenced(lease, { agentId: 'a2', tokenHash: hash('one') })).toBe(false);
  expect(isFenced(lease, { agentId: 'a1', tokenHash: hash('two') })).toBe(false);
  expect(isFenced({ ...lease, taskAttempt: 3 }, { agentId: 'a1', tokenHash: hash('one') })).toBe(false);
});

test('a new session goes on with what it names and is live, loses the rest, and drops what it names in vain', () => {
  expect(sortAgents(['a', 'b', 'b', 'gone'], ['b', 'c'])).toEqual({
    adopt: ['b'],
    lose: ['c'],
    drop: ['a', 'gone'],
  });
});
