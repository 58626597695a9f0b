import { expect, test } from 'vitest';
import { Desired } from '@/contract/attempt';
import { desiredOf } from '@/lib/desired.sql';

test('an agent is told each wish of the contract by some state of its rows, and no other', () => {
  const told = [...desiredOf('t', 'a').matchAll(/(?:then|else) '(\w+)'/g)].map(([, wish]) => wish);
  expect(told.sort()).toEqual([...Desired.options].sort());
});
