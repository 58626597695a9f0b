import { expect, it } from 'vitest';
import { lockTask } from '@/domain/tasks/lock-task';
import { withWorld } from './world';

const world = withWorld();

it('two people whose changes wait for each other both get theirs: one is done over', async () => {
  const [one, other] = [await world.task(), await world.task()];
  let begun = 0;
  let bothBegan!: () => void;
  const both = new Promise<void>((resolve) => (bothBegan = resolve));
  let runs = 0;
  const change = (first: string, second: string) =>
    world.as(async (tx, verbs) => {
      runs++;
      await lockTask(verbs, world.me.workspaceId, first);
      if (++begun === 2) bothBegan();
      await both;
      const { id } = await lockTask(verbs, world.me.workspaceId, second);
      await tx.task.update({ where: { id }, data: { labels: { push: `after-${first}` } } });
    });
  await Promise.all([change(one.ref, other.ref), change(other.ref, one.ref)]);
  expect(runs).toBe(3);
  expect((await world.get(other.ref)).labels).toEqual([`after-${one.ref}`]);
  expect((await world.get(one.ref)).labels).toEqual([`after-${other.ref}`]);
});

it('any other failure is not tried again', async () => {
  let runs = 0;
  const fails = world.as(async () => {
    runs++;
    throw new Error('no');
  });
  await expect(fails).rejects.toThrow('no');
  expect(runs).toBe(1);
});
