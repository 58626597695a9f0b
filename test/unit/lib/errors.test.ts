import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/errors';

const framesOf = (error: Error): number => (error.stack?.match(/^ {4}at /gm) ?? []).length;

describe('an error of ours', () => {
  it('has no stack where it refuses a caller', () =>
    expect(framesOf(new AppError('LEASE_LOST', 'Gone.'))).toBe(0));

  it('has one where it is the fault of the server', () => {
    new AppError('NOT_FOUND', 'Nothing there.');
    expect(framesOf(new AppError('INTERNAL_ERROR', 'Broken.'))).toBeGreaterThan(1);
    expect(framesOf(new Error('of anybody else'))).toBeGreaterThan(1);
  });
});
