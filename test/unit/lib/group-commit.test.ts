import { describe, expect, it } from 'vitest';
import { groupCommit } from '@/lib/group-commit';

describe('group commit', () => {
  it('sends calls that arrive while a batch runs as the next batch', async () => {
    const batches: number[][] = [];
    const add = groupCommit<number, number>({
      async run(batch) {
        batches.push(batch);
        await new Promise((resolve) => setTimeout(resolve, 5));
        return batch.map((n) => n * 2);
      },
    });
    const answers = await Promise.all([1, 2, 3, 4].map(add));
    expect(answers).toEqual([2, 4, 6, 8]);
    expect(batches).toEqual([[1], [2, 3, 4]]);
  });

  it('fails the culprit of a batch and none of its neighbours', async () => {
    const add = groupCommit<number, number>({
      async run(batch) {
        await Promise.resolve();
        if (batch.includes(13)) throw new Error('thirteen');
        return batch;
      },
    });
    const settled = await Promise.allSettled([0, 7, 13, 8, 9].map(add));
    expect(settled.map((one) => one.status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
  });

  it('never sends more than a batch may hold', async () => {
    const sizes: number[] = [];
    const add = groupCommit<number, number>({
      maxBatch: 3,
      async run(batch) {
        sizes.push(batch.length);
        await Promise.resolve();
        return batch;
      },
    });
    await Promise.all(Array.from({ length: 10 }, (_, n) => add(n)));
    expect(Math.max(...sizes)).toBe(3);
    expect(sizes.reduce((a, b) => a + b)).toBe(10);
  });
});
