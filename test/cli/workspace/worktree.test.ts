import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findEarlierWork, layTree, stillMarked } from '../../../cli/src/workspace/carry-over';
import { changedPaths, changesBetween } from '../../../cli/src/workspace/changes';
import { cleanCheckout } from '../../../cli/src/workspace/clean-checkout';
import { commitTree, keepCheckpoint, moveBranch, treeOf } from '../../../cli/src/workspace/commit';
import { git } from '../../../cli/src/workspace/git';
import { mergeBranch } from '../../../cli/src/workspace/merge-branch';
import { snapshotTree, untrackedFiles } from '../../../cli/src/workspace/snapshot';
import { linksLeavingTree, undoPaths } from '../../../cli/src/workspace/undo-paths';
import { addWorktree, removeWorktree } from '../../../cli/src/workspace/worktree';
import { makeRepository, type TestRepository } from './make-repository';

let made: TestRepository;
let base: string;
let folder: string;
beforeEach(async () => {
  made = makeRepository();
  made.write('b/c.txt', 'b\n');
  made.write('.gitignore', 'ignored/\n');
  base = made.commit('second');
  folder = path.join(made.root, 'tree');
  await addWorktree({ repo: made.repo, folder, branch: 'ao/TASK-1/1', commit: base });
});
afterEach(() => made.remove());

const put = (file: string, text: string) => {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
};
const task = { ref: 'TASK-1', taskId: 'task_1' };

describe('a worktree', () => {
  test('stands on a branch of its own, and the repository’s checkout stays as it was', () => {
    expect(made.run('-C', folder, 'rev-parse', '--abbrev-ref', 'HEAD')).toBe('ao/TASK-1/1');
    expect(made.run('rev-parse', '--abbrev-ref', 'HEAD')).toBe('main');
    expect(made.run('status', '--porcelain')).toBe('');
  });

  test('is made and removed fifty at a time without one failing', async () => {
    const many = Array.from({ length: 50 }, (_, index) => ({
      branch: `ao/TASK-${index + 10}/1`,
      folder: path.join(made.root, `t${index}`),
    }));
    await Promise.all(many.map((each) => addWorktree({ repo: made.repo, commit: base, ...each })));
    await Promise.all(many.map((each) => removeWorktree(made.repo, each.folder)));
    expect(made.run('worktree', 'list').split('\n')).toHaveLength(2);
  });

  test('keeps what an earlier branch of the same name held', async () => {
    put('mine.txt', 'x');
    const commit = await commitTree({
      repo: made.repo,
      tree: await snapshotTree(folder, made.root),
      parent: base,
      ...task,
      message: 'm',
    });
    await moveBranch(made.repo, 'ao/TASK-1/1', commit, base);
    await removeWorktree(made.repo, folder);
    await addWorktree({ repo: made.repo, folder, branch: 'ao/TASK-1/1', commit: base });
    expect(made.run('rev-parse', `refs/ao/kept/ao/TASK-1/1/${commit.slice(0, 12)}`)).toBe(commit);
  });

  test('that is gone already is removed without an error', async () => {
    await removeWorktree(made.repo, folder);
    await removeWorktree(made.repo, folder);
    expect(existsSync(folder)).toBe(false);
  });
});

describe('a snapshot', () => {
  test('holds changed, deleted and new files, but not ignored ones, and leaves the index alone', async () => {
    put('a.txt', 'changed\n');
    put('new/file.txt', 'new\n');
    put('ignored/x', 'no');
    await undoPaths(folder, base, []);
    made.run('-C', folder, 'rm', '-q', '--cached', 'b/c.txt');
    rmSync(path.join(folder, 'b/c.txt'));
    const tree = await snapshotTree(folder, made.root);
    expect(await changedPaths(made.repo, base, tree)).toEqual(['a.txt', 'b/c.txt', 'new/file.txt']);
    expect(made.run('-C', folder, 'diff', '--cached', '--name-only')).toBe('b/c.txt');
  });

  test('passes by a repository that somebody made inside', async () => {
    put('inner/x.txt', 'x');
    made.run('-C', path.join(folder, 'inner'), 'init', '-q');
    put('odd [name]/*.txt', 'odd');
    expect(await changedPaths(made.repo, base, await snapshotTree(folder, made.root))).toEqual([
      'odd [name]/*.txt',
    ]);
  });

  test('does not look into a submodule, whose configuration an agent may have written', async () => {
    const inner = path.join(made.root, 'inner');
    made.run('init', '-q', '-b', 'main', inner);
    made.run('-C', inner, 'commit', '-q', '--allow-empty', '-m', 'inner');
    const commit = made.run('-C', inner, 'rev-parse', 'HEAD');
    made.run('-C', folder, 'update-index', '--add', '--cacheinfo', `160000,${commit},vendor`);
    made.run('clone', '-q', inner, path.join(folder, 'vendor'));
    put('vendor/.gitattributes', '* filter=evil\n');
    put('vendor/f', 'x');
    made.run('-C', path.join(folder, 'vendor'), 'add', '-A');
    made.run('-C', path.join(folder, 'vendor'), 'config', 'filter.evil.clean', `touch ${made.root}/pwned`);
    put('vendor/f', 'y');
    put('mine.txt', 'm');
    const tree = await snapshotTree(folder, made.root);
    expect(await changedPaths(made.repo, base, tree)).toEqual(['mine.txt', 'vendor']);
    await mergeBranch({ repo: folder, branch: 'main', head: base, mayMove: () => true });
    expect(existsSync(path.join(made.root, 'pwned'))).toBe(false);
  });

  test('leaves out what set-up and checks have left behind', async () => {
    put('coverage/report.txt', 'r');
    const litter = await untrackedFiles(folder);
    put('mine.txt', 'm');
    expect(await changedPaths(made.repo, base, await snapshotTree(folder, made.root, litter))).toEqual([
      'mine.txt',
    ]);
  });

  test('becomes a commit with the runner’s own name, without hooks or signatures', async () => {
    writeFileSync(path.join(made.repo, '.git/hooks/pre-commit'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    made.run('config', 'commit.gpgSign', 'true');
    put('a.txt', 'two\n');
    const commit = await commitTree({
      repo: made.repo,
      tree: await snapshotTree(folder, made.root),
      parent: base,
      ...task,
      message: 'Do it\n\nBecause.',
    });
    expect(made.run('log', '-1', '--format=%an <%ae>%n%B', commit)).toBe(
      'Agent Orchestrator <task-1@agent-orchestrator.invalid>\nDo it\n\nBecause.\n\nTask: TASK-1\nTask-Id: task_1\n'.trimEnd(),
    );
  });
});

test('changes are told file by file, renames and binary files included', async () => {
  made.run('-C', folder, 'mv', 'a.txt', 'z é.txt');
  put('bin', '\0\u0001');
  put('b/c.txt', 'b\nmore\n');
  const changes = await changesBetween(made.repo, base, await snapshotTree(folder, made.root));
  expect(changes.files).toEqual([
    { path: 'b/c.txt', status: 'modified', additions: 1, deletions: 0, binary: false },
    { path: 'bin', status: 'added', additions: 0, deletions: 0, binary: true },
    { path: 'z é.txt', status: 'renamed', additions: 0, deletions: 0, binary: false },
  ]);
  expect(changes.patch).toContain('+more');
  expect(changes.truncated).toBe(false);
});

test('paths are put back to how the base has them', async () => {
  put('a.txt', 'stolen\n');
  put('new.txt', 'n');
  symlinkSync('/etc', path.join(folder, 'out'));
  symlinkSync('a.txt', path.join(folder, 'in'));
  expect(linksLeavingTree(folder, ['a.txt', 'out', 'in'])).toEqual(['out']);
  await undoPaths(folder, base, ['a.txt', 'new.txt', 'out']);
  expect(await changedPaths(made.repo, base, await snapshotTree(folder, made.root))).toEqual(['in']);
});

describe('the work of an earlier attempt', () => {
  const earlier = (attempt: number) =>
    findEarlierWork({ repo: made.repo, ...task, attempt, base: made.run('rev-parse', 'main') });
  async function finish(attempt: number, taskId = task.taskId): Promise<void> {
    const commit = await commitTree({
      repo: made.repo,
      tree: await snapshotTree(folder, made.root),
      parent: base,
      ref: task.ref,
      taskId,
      message: 'm',
    });
    made.run('update-ref', `refs/heads/ao/TASK-1/${attempt}`, commit);
  }

  test('is laid over a base that has moved on', async () => {
    put('a.txt', 'from attempt one\n');
    await finish(1);
    made.write('other.txt', 'o\n');
    const moved = made.commit('moved');
    const found = await earlier(2);
    expect(found?.attempt).toBe(1);
    const second = path.join(made.root, 'second');
    await addWorktree({ repo: made.repo, folder: second, branch: 'ao/TASK-1/2', commit: moved });
    await layTree(second, found!.tree);
    expect(made.run('-C', second, 'status', '--porcelain')).toBe(' M a.txt');
  });

  test('is taken from the checkpoint where there is no finished branch', async () => {
    put('half.txt', 'half\n');
    await keepCheckpoint({
      repo: made.repo,
      tree: await snapshotTree(folder, made.root),
      parent: base,
      ...task,
      attempt: 1,
    });
    expect(await changedPaths(made.repo, base, (await earlier(2))!.tree)).toEqual(['half.txt']);
  });

  test('is left where there is none, and where it is another task’s', async () => {
    expect(await earlier(2)).toBeNull();
    put('a.txt', 'mine\n');
    await finish(1, 'task_of_another_dashboard');
    expect(await earlier(2)).toBeNull();
  });

  test('is laid between markers where it conflicts, and they are seen until they are gone', async () => {
    put('a.txt', 'mine\n');
    await finish(1);
    made.write('a.txt', 'theirs\n');
    const moved = made.commit('conflict');
    const found = (await earlier(2))!;
    expect(found).toMatchObject({ attempt: 1, conflicts: ['a.txt'] });
    expect(made.run('show', `${found.tree}:a.txt`)).toMatch(/^<{7} \w+\ntheirs\n={7}\nmine\n>{7} \w+$/);
    const marked = (tree: string) => stillMarked(made.repo, tree, ['a.txt', 'gone.txt']);
    expect(await marked(found.tree)).toEqual(['a.txt']);
    expect(await marked(made.run('rev-parse', `${moved}^{tree}`))).toEqual([]);
  });
});

describe('a clean checkout', () => {
  test('shares no file with the repository and knows no way back to it', async () => {
    put('a.txt', 'done\n');
    const commit = await commitTree({
      repo: made.repo,
      tree: await snapshotTree(folder, made.root),
      parent: base,
      ...task,
      message: 'm',
    });
    await moveBranch(made.repo, 'ao/TASK-1/1', commit, base);
    put('left.txt', 'not committed');
    const clean = path.join(made.root, 'clean');
    expect(await cleanCheckout({ repo: made.repo, branch: 'ao/TASK-1/1', commit, folder: clean })).toBe(true);
    expect(made.run('-C', clean, 'rev-parse', 'HEAD^{tree}')).toBe(await treeOf(made.repo, commit));
    expect(made.run('-C', clean, 'remote')).toBe('');
    expect(existsSync(path.join(clean, 'left.txt'))).toBe(false);
    expect(existsSync(path.join(clean, '.git/objects/info/alternates'))).toBe(false);
  });

  test('of a commit that is not there is refused', async () => {
    expect(
      await cleanCheckout({
        repo: made.repo,
        branch: 'main',
        commit: 'a'.repeat(40),
        folder: path.join(made.root, 'c'),
      }),
    ).toBe(false);
    expect(await git(made.repo, 'status', ['--porcelain'])).toBe('');
  });
});
