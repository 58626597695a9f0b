import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { mergeBranch } from '../../../cli/src/workspace/merge-branch';
import { makeRepository, type TestRepository } from './make-repository';

let made: TestRepository;
let base: string;
let head: string;
beforeEach(() => {
  made = makeRepository();
  base = made.run('rev-parse', 'HEAD');
  made.run('checkout', '-q', '-b', 'ao/TASK-1/1');
  made.write('a.txt', 'two\n');
  made.write('new.txt', 'new\n');
  head = made.commit('work');
  made.run('checkout', '-q', 'main');
});
afterEach(() => made.remove());

const merge = (mayMove = () => true) => mergeBranch({ repo: made.repo, branch: 'main', head, mayMove });
const main = () => made.run('rev-parse', 'main');

describe('a merge', () => {
  test('moves the branch and brings its checkout along', async () => {
    expect(await merge()).toEqual({ merged: true, from: base, already: false });
    expect(main()).toBe(head);
    expect(made.read('a.txt')).toBe('two\n');
    expect(made.run('status', '--porcelain')).toBe('');
  });

  test('moves a branch that is checked out nowhere', async () => {
    made.run('checkout', '-q', '--detach', base);
    expect(await merge()).toMatchObject({ merged: true });
    expect(made.read('a.txt')).toBe('one\n');
    expect(main()).toBe(head);
  });

  test('brings every worktree along that has the branch', async () => {
    const other = path.join(made.root, 'other');
    made.run('checkout', '-q', '--detach', base);
    made.run('worktree', 'add', '-q', other, 'main');
    expect(await merge()).toMatchObject({ merged: true });
    expect(existsSync(path.join(other, 'new.txt'))).toBe(true);
    expect(made.run('-C', other, 'status', '--porcelain')).toBe('');
  });

  test('told twice is done once', async () => {
    await merge();
    expect(await merge()).toEqual({ merged: true, from: head, already: true });
  });

  test('cut off between the branch and its files is finished by the next one', async () => {
    made.run('update-ref', 'refs/heads/main', head, base);
    expect(made.run('status', '--porcelain')).not.toBe('');
    expect(await merge()).toMatchObject({ merged: true, already: true });
    expect(made.run('status', '--porcelain')).toBe('');
    expect(made.read('a.txt')).toBe('two\n');
  });

  test('leaves files alone that somebody has worked on since', async () => {
    made.run('update-ref', 'refs/heads/main', head, base);
    made.write('a.txt', 'my own\n');
    await merge();
    expect(made.read('a.txt')).toBe('my own\n');
  });

  test('is refused where the branch has moved on', async () => {
    made.write('b.txt', 'b\n');
    const moved = made.commit('moved');
    expect(await merge()).toMatchObject({ merged: false, reason: 'merge_moved' });
    expect(main()).toBe(moved);
  });

  test('leaves uncommitted changes alone and says where they are', async () => {
    made.write('a.txt', 'my own\n');
    const end = await merge();
    expect(end).toMatchObject({ merged: false, reason: 'repo_dirty' });
    expect(JSON.stringify(end)).toContain('a.txt');
    expect(main()).toBe(base);
    expect(made.read('a.txt')).toBe('my own\n');
  });

  test('is undone where an untracked file stands in the way', async () => {
    writeFileSync(path.join(made.repo, 'new.txt'), 'precious\n');
    expect(await merge()).toMatchObject({ merged: false, reason: 'repo_dirty' });
    expect(main()).toBe(base);
    expect(made.read('new.txt')).toBe('precious\n');
    expect(made.read('a.txt')).toBe('one\n');
  });

  test('does nothing where the right to it is not sure', async () => {
    expect(await merge(() => false)).toMatchObject({ merged: false, reason: 'not_sure' });
    expect(main()).toBe(base);
  });

  test('of two at once succeeds for one; the other has nothing left to do', async () => {
    const ends = await Promise.all([merge(), merge()]);
    expect(ends.map((end) => end.merged && end.already).sort()).toEqual([false, true]);
  });

  test('names what is missing', async () => {
    expect(await mergeBranch({ repo: made.repo, branch: 'gone', head, mayMove: () => true })).toMatchObject({
      reason: 'base_missing',
    });
    expect(
      await mergeBranch({ repo: made.repo, branch: 'main', head: 'b'.repeat(40), mayMove: () => true }),
    ).toMatchObject({ reason: 'base_missing' });
  });
});
