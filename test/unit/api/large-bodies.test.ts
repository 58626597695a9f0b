import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkFlow } from '@/contract/check-flow';
import { firstFaults } from '@/contract/first-faults';
import { createFlow } from '@/contract/flow-calls';
import { createTasks } from '@/contract/task-batch';
import { invalid } from '@/http/problem';

const FLOW = createFlow.body as z.ZodType;
const TASKS = createTasks.body as z.ZodType;
const zeros = (n: number) => Array<number>(n).fill(0);
/** As much wrong as fits into one node. */
const node = {
  id: 0,
  acceptance: zeros(50),
  filesHint: zeros(64),
  readsHint: zeros(64),
  labels: zeros(20),
  runnerLabels: zeros(20),
  requires: zeros(100),
};

describe('a large body', () => {
  it('of nothing but faults is refused for the first of them, at once', () => {
    const document = { name: 'x', nodes: Array<object>(10_000).fill(node) };
    const before = performance.now();
    const faults = firstFaults(FLOW, { document }, 50);
    expect(faults?.issues.map(({ path }) => path.slice(0, 3))).toEqual(
      Array(50).fill(['document', 'nodes', 0]),
    );
    expect(checkFlow(document).faults).toHaveLength(500);
    expect(performance.now() - before).toBeLessThan(2_000);
  });

  it('says of its first faults what reading all of it would, and leaves the rest to that', () => {
    const tasks = [{ title: 'Good' }, { title: '', labels: ['a', 7] }];
    const all = TASKS.safeParse({ tasks }).error!.issues;
    expect(firstFaults(TASKS, { tasks }, all.length)?.issues).toEqual(all);
    expect(firstFaults(TASKS, { tasks }, all.length + 1)).toBeNull();
  });

  it('with names that nobody knows is told of a few of them', () => {
    const names = Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`n${i}`, 0]));
    const { error } = z.strictObject({ name: z.string() }).safeParse(names);
    const { fieldErrors } = invalid('body', error!).details as { fieldErrors: object[] };
    expect(fieldErrors).toHaveLength(50);
  });
});
