import { describe, expect, it } from 'vitest';
import { groupCommit } from '@/lib/group-commit';

describe('group commit', () => {
  it('sends calls that arrive together as one batch, and those that arrive while it runs as the next', async () => {
    const batches: number[][] = [];
    let open = () => {};
    const gate = new Promise<void>((resolve) => (open = resolve));
    const add = groupCommit<number, number>({
      async run(batch) {
        batches.push(batch);
        await gate;
        return batch.map((n) => n * 2);
      },
    });
    const first = Promise.all([1, 2].map(add));
    await expect.poll(() => batches.length).toBe(1);
    const second = Promise.all([3, 4].map(add));
    open();
    const answers = await Promise.all([first, second]);
    expect(answers.flat()).toEqual([2, 4, 6, 8]);
    expect(batches).toEqual([
      [1, 2],
      [3, 4],
    ]);
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
