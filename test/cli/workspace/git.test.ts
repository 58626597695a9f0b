import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isBranchName } from '@/contract/branch-name';
import { branchRef, commitId, fileAt, git, resolveCommit, tryGit } from '../../../cli/src/workspace/git';
import { makeRepository, type TestRepository } from './make-repository';

let made: TestRepository;
beforeEach(() => {
  made = makeRepository();
});
afterEach(() => made.remove());

const HOSTILE = [
  '--upload-pack=touch pwned',
  '-cprotocol.ext.allow=always',
  'ext::sh -c id',
  'main@{upstream}',
  '@{-1}',
  'main..x',
  'a\0b',
  'a\rb',
  'a b',
  '../main',
  'main~1',
  'main^',
  'refs/heads/../x',
  '.hidden',
  'a/.b',
  'x.lock',
  'x/',
  'a//b',
  '',
  'HEAD',
  'é',
];

/** As programs that open pull requests name theirs, and people who begin with an issue. */
const OF_OTHER_TOOLS = ['dependabot/npm/@types/node-20', 'renovate/vite@5', 'fix-#12', 'c++', 'a=b,c%d'];

describe('names given to git', () => {
  test.each(HOSTILE)('%j is no branch', (name) => {
    expect(isBranchName(name)).toBe(false);
    expect(() => branchRef(name)).toThrow('not a plain branch name');
    expect(() => commitId(name)).toThrow('not a commit id');
  });

  test('plain names are', () => {
    for (const name of ['main', 'ao/TASK-7/2', 'release/1.2', 'a_b-c', ...OF_OTHER_TOOLS])
      expect(isBranchName(name), name).toBe(true);
  });

  test('a revision from elsewhere starts nothing, whatever it looks like', async () => {
    for (const name of HOSTILE.filter((name) => name && !name.includes('\0') && name !== 'HEAD'))
      await resolveCommit(made.repo, name);
    expect(existsSync(path.join(made.repo, 'pwned'))).toBe(false);
  });
});

describe('git', () => {
  test('runs no hook and no program of the repository’s configuration', async () => {
    const hook = path.join(made.repo, '.git', 'hooks', 'post-checkout');
    writeFileSync(hook, '#!/bin/sh\ntouch pwned\n', { mode: 0o755 });
    made.run('config', 'core.fsmonitor', 'touch pwned; false');
    made.run('config', 'diff.external', 'touch pwned');
    await git(made.repo, 'checkout', ['--quiet', '--detach', 'HEAD']);
    await git(made.repo, 'status', ['--porcelain']);
    expect(existsSync(path.join(made.repo, 'pwned'))).toBe(false);
  });

  test('starts no filter, no merge driver, no signature program and no transport that a repository names', async () => {
    const program = "sh -c 'touch pwned; cat'";
    made.write('.gitattributes', '* filter=lfs merge=mine diff=mine\n*.bin filter=a=b\n');
    made.write('x.bin', 'x');
    made.commit('attributes');
    made.run('branch', 'other');
    made.write('a.txt', 'two\n');
    made.commit('ours');
    made.run('checkout', '-q', 'other');
    made.write('a.txt', 'three\n');
    const theirs = made.commit('theirs');
    const included = path.join(made.root, 'included');
    writeFileSync(included, `[filter "a=b"]\n\tclean = ${program}\n\trequired = true\n`);
    const settings = {
      'filter.lfs.clean': program,
      'filter.lfs.smudge': program,
      'filter.lfs.process': program,
      'filter.lfs.required': 'true',
      'merge.mine.driver': program,
      'diff.mine.textconv': program,
      'diff.mine.command': program,
      'core.sshCommand': program,
      'core.pager': program,
      'core.editor': program,
      'gpg.program': 'touch',
      'log.showSignature': 'true',
      'credential.helper': program,
      'remote.far.url': made.repo,
      'remote.far.promisor': 'true',
      'remote.far.uploadpack': program,
      'extensions.partialClone': 'far',
      'core.repositoryFormatVersion': '1',
      'include.path': included,
      'status.submoduleSummary': 'true',
      'core.attributesFile': path.join(made.repo, '.gitattributes'),
    };
    for (const [key, value] of Object.entries(settings)) made.run('config', key, value);
    writeFileSync(path.join(made.repo, 'a.txt'), 'four\n');
    writeFileSync(path.join(made.repo, 'x.bin'), 'y');
    await git(made.repo, 'status', ['--porcelain']);
    await git(made.repo, 'add', ['--all']);
    await git(made.repo, 'write-tree', []);
    await tryGit(made.repo, 'diff', ['--no-ext-diff', '--quiet']);
    await tryGit(made.repo, 'merge-tree', ['--write-tree', 'main', theirs]);
    await git(made.repo, 'show', ['--no-patch', '--format=%B', '--end-of-options', theirs]);
    await tryGit(made.repo, 'cat-file', ['-e', '1'.repeat(40)]);
    await git(made.repo, 'worktree', ['add', '--quiet', '--detach', path.join(made.root, 'w'), theirs]);
    expect(readFileSync(path.join(made.root, 'w/a.txt'), 'utf8')).toBe('three\n');
    for (const folder of [made.repo, path.join(made.root, 'w'), process.cwd()])
      expect({ folder, pwned: existsSync(path.join(folder, 'pwned')) }).toEqual({ folder, pwned: false });
  });

  test('sees nothing of the user’s own environment', async () => {
    process.env.GIT_AUTHOR_NAME = 'Somebody Else';
    process.env.GIT_DIR = '/nowhere';
    expect(await git(made.repo, 'rev-parse', ['--show-toplevel'])).toBe(made.repo);
    delete process.env.GIT_DIR;
    delete process.env.GIT_AUTHOR_NAME;
  });

  test('waits where another git holds the lock', async () => {
    const lock = path.join(made.repo, '.git', 'refs', 'heads', 'busy.lock');
    writeFileSync(lock, '');
    setTimeout(() => made.run('--version') && rmSync(lock), 150);
    await git(made.repo, 'update-ref', ['refs/heads/busy', made.run('rev-parse', 'HEAD')]);
    expect(await resolveCommit(made.repo, 'refs/heads/busy')).toBe(made.run('rev-parse', 'HEAD'));
  });

  test('gives the content of a file at a commit, and null where there is none', async () => {
    const head = made.run('rev-parse', 'HEAD');
    expect(await fileAt(made.repo, head, 'a.txt')).toBe('one\n');
    expect(await fileAt(made.repo, head, 'missing')).toBeNull();
    expect(await fileAt(made.repo, head, 'a.txt', 2)).toBeNull();
  });

  test('will not take a bare repository that was not named as one', async () => {
    const bare = path.join(made.root, 'bare.git');
    made.run('clone', '-q', '--bare', made.repo, bare);
    expect((await tryGit(bare, 'rev-parse', ['--show-toplevel'])).code).not.toBe(0);
  });
});
