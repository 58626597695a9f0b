import { describe, expect, it } from 'vitest';
import { spansByPath } from '@/components/lock/lock-spans';
import { breakBy, waitGraph } from '@/components/lock/wait-graph';
import type { FileLock, LockWait } from '@/contract/lock';

const AT = (minute: number) => `2026-01-01T10:${String(minute).padStart(2, '0')}:00.000Z`;
const lock = (ref: string, pattern: string, minute = 0) =>
  ({
    id: `lock_${ref}${pattern}`,
    projectId: 'proj_1',
    projectName: 'shop',
    pattern,
    kind: 'file',
    shared: false,
    taskId: `task_${ref}`,
    taskRef: ref,
    taskTitle: `Title of ${ref}`,
    createdAt: AT(minute),
  }) as FileLock;
const wait = (ref: string, ...holders: [string, string][]) =>
  ({
    taskId: `task_${ref}`,
    taskRef: ref,
    taskTitle: `Title of ${ref}`,
    projectId: 'proj_1',
    projectName: 'shop',
    queuedAt: AT(5),
    waitsFor: holders.map(([holder, path]) => ({
      path,
      pattern: path,
      taskRef: holder,
      taskTitle: `Title of ${holder}`,
      status: 'IN_PROGRESS',
    })),
  }) as LockWait;

describe('who waits for whom', () => {
  it('stands right of the last of those it waits for', () => {
    const { tasks, edges, cycle } = waitGraph([wait('B', ['A', 'x']), wait('C', ['A', 'x'], ['B', 'y'])]);
    const at = Object.fromEntries(tasks.map(({ ref, column, row }) => [ref, [column, row]]));
    expect(at).toEqual({ A: [0, 0], B: [1, 0], C: [2, 0] });
    expect(edges).toEqual([
      { from: 'B', to: 'A' },
      { from: 'C', to: 'A' },
      { from: 'C', to: 'B' },
    ]);
    expect(cycle).toBeNull();
  });

  it('is left out where nothing stands in its way any more', () => {
    expect(waitGraph([wait('B')])).toEqual({ tasks: [], edges: [], cycle: null });
  });

  it('is named where they wait for one another, with the one that began last', () => {
    const { tasks, cycle } = waitGraph([wait('A', ['B', 'y']), wait('B', ['A', 'x']), wait('C', ['A', 'x'])]);
    expect(new Set(cycle)).toEqual(new Set(['A', 'B']));
    expect(cycle?.[0]).toBe(cycle?.at(-1));
    expect(tasks).toHaveLength(3);
    const locks = [lock('A', 'x', 1), lock('B', 'y', 3), lock('A', 'z', 4), lock('D', 'w', 9)];
    expect(breakBy(cycle ?? [], locks)).toBe('B');
    expect(breakBy(cycle ?? [], [])).toBeNull();
  });
});

describe('paths along the time', () => {
  it('begin with the one that was held or waited for first, holders before who waits', () => {
    const now = Date.parse(AT(20));
    const { from, paths } = spansByPath(
      [lock('A', 'x', 9), lock('B', 'y', 7)],
      [wait('C', ['A', 'x']), wait('D', ['Z', 'gone'])],
      now,
    );
    expect(from).toBe(Date.parse(AT(5)));
    expect(
      paths.map(({ pattern, spans }) => [pattern, spans.map(({ taskRef, holds }) => [taskRef, holds])]),
    ).toEqual([
      [
        'x',
        [
          ['A', true],
          ['C', false],
        ],
      ],
      ['y', [['B', true]]],
    ]);
  });

  it('are none where nothing is held', () => {
    expect(spansByPath([], [], 7)).toEqual({ from: 7, paths: [] });
  });
});
