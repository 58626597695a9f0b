import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { capOf } from '@/components/exception/cap-of';
import { resolveException } from '@/contract/exception';

describe('caps that a person types', () => {
  test('become what the contract takes', () => {
    const { cap, errors } = capOf({ budget: '2.50', turns: '80', minutes: '45' });
    expect(errors).toEqual({});
    expect(cap).toEqual({ budgetMicros: 2_500_000, maxTurns: 80, timeoutMs: 2_700_000 });
    expect((resolveException.body as z.ZodType).safeParse({ option: 'raise_cap', cap }).success).toBe(true);
  });

  test('are none where nothing was typed', () => {
    expect(capOf({ budget: '', turns: ' ', minutes: '' }).cap).toBeNull();
  });

  test.each([
    ['budget', { budget: 'much', turns: '', minutes: '' }],
    ['turns', { budget: '', turns: '1.5', minutes: '' }],
    ['turns', { budget: '', turns: '1001', minutes: '' }],
    ['minutes', { budget: '', turns: '', minutes: '0' }],
    ['minutes', { budget: '', turns: '', minutes: 'x' }],
  ])('a wrong %s is said and nothing is sent', (field, typed) => {
    const { cap, errors } = capOf(typed);
    expect(cap).toBeNull();
    expect(Object.keys(errors)).toEqual([field]);
  });
});
