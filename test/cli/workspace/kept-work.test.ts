import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepCheckpoint } from '../../../cli/src/workspace/commit';
import { isMerged, listKept, reapMerged, restoreKept } from '../../../cli/src/workspace/kept-work';

const TASK = `task_${'a'.repeat(32)}`;
let repo: string;
const git = (...args: string[]) =>
  execFileSync('git', ['-C', repo, '-c', 'user.name=P', '-c', 'user.email=p@x', ...args], {
    encoding: 'utf8',
  }).trim();
const commit = (file: string, text: string) => {
  writeFileSync(path.join(repo, file), text);
  git('add', '-A');
  git('commit', '-q', '-m', file);
  return git('rev-parse', 'HEAD');
};
/** Keeps one file, as an agent that began at `parent` left it. */
const keep = (parent: string, file: string, text: string, attempt: number) => {
  git('checkout', '-q', parent);
  writeFileSync(path.join(repo, file), text);
  git('add', '-A');
  const tree = git('write-tree');
  git('reset', '-q', '--hard');
  git('checkout', '-q', 'main');
  return keepCheckpoint({ repo, tree, parent, ref: 'TASK-7', taskId: TASK, attempt });
};

beforeEach(() => {
  repo = mkdtempSync(path.join(tmpdir(), 'kept-'));
  git('init', '-q', '-b', 'main');
});
afterEach(() => rmSync(repo, { recursive: true, force: true }));

test('what attempts left is listed, and becomes a branch that overwrites none', async () => {
  const base = commit('a.txt', 'a\n');
  await keep(base, 'b.txt', 'b\n', 2);
  const [kept] = await listKept(repo);
  expect(kept).toMatchObject({ taskRef: 'TASK-7', taskId: TASK, attempt: 2, files: 1, repo });
  git('branch', 'recovered/TASK-7-2', 'main');
  expect(await restoreKept(kept!)).toBe('recovered/TASK-7-2-2');
  expect(await restoreKept(kept!), 'the same again').toBe('recovered/TASK-7-2-2');
  expect(git('show', 'recovered/TASK-7-2-2:b.txt')).toBe('b');
  expect(git('rev-parse', 'recovered/TASK-7-2')).toBe(git('rev-parse', 'main'));
});

test('only what is proven to be merged is forgotten, however it came in', async () => {
  const base = commit('a.txt', 'a\n');
  const merged = await keep(base, 'b.txt', 'b\n', 1);
  const open = await keep(base, 'c.txt', 'c\n', 2);
  const other = await keep(base, 'b.txt', 'something else\n', 3);
  commit('b.txt', 'b\n');
  expect(await Promise.all([merged, open, other].map((one) => isMerged(repo, one, 'main')))).toEqual([
    true,
    false,
    false,
  ]);
  expect(await isMerged(repo, merged, 'nowhere')).toBe(false);
  expect(await reapMerged(repo, 'main', 60_000), 'it is too young').toEqual([]);
  expect((await reapMerged(repo, 'main', 0)).map(({ attempt }) => attempt)).toEqual([1]);
  expect((await listKept(repo)).map(({ attempt }) => attempt).sort()).toEqual([2, 3]);
});
