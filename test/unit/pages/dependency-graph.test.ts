import { expect, test } from 'vitest';
import { dependencyGraph } from '@/components/task/dependency-graph';
import type { Task } from '@/contract/task';

const task = (ref: string, dependsOn: string[] = []) => ({ ref, dependsOn, title: ref }) as unknown as Task;

test('what comes first stands on the left, and each box has its own place', () => {
  const { boxes, arrows, apart } = dependencyGraph([
    task('C', ['A', 'B']),
    task('B', ['A']),
    task('A'),
    task('D', ['A']),
    task('E'),
  ]);
  const x = new Map(boxes.map((box) => [box.key, box.x]));
  for (const { from, to } of arrows) expect(x.get(to), `${to} before ${from}`).toBeLessThan(x.get(from)!);
  expect(new Set(boxes.map((box) => `${box.x} ${box.y}`)).size).toBe(4);
  expect(boxes[0]?.key, 'read in the order of the work').toBe('A');
  expect(apart.map(({ ref }) => ref)).toEqual(['E']);
});

test('what a task waits for is drawn though the list does not have it', () => {
  const { boxes } = dependencyGraph([task('B', ['A'])]);
  expect(boxes.map(({ key, task: known }) => [key, known?.ref ?? null])).toEqual([
    ['A', null],
    ['B', 'B'],
  ]);
});

test('where nothing waits for anything there is no graph', () => {
  expect(dependencyGraph([task('A')])).toMatchObject({ boxes: [], arrows: [] });
});
