import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sameRemote } from '../../../cli/src/runner/find-repositories';
import { matchProjects } from '../../../cli/src/runner/match-projects';
import { makeRepository, type TestRepository } from '../workspace/make-repository';

let made: TestRepository;
beforeEach(() => {
  made = makeRepository();
});
afterEach(() => made.remove());

async function match(repo: string, directory = made.root, defaultBranch = 'main') {
  const [found] = await matchProjects(
    [{ id: 'proj_1', name: 'shop', repo, defaultBranch, checks: [], setup: null }],
    directory,
  );
  const { state, detail, repo: served } = found!;
  return { state, detail, repo: served };
}

describe('a project', () => {
  test('is served where its repository lies in the allowed folder', async () => {
    expect(await match(made.repo)).toMatchObject({ state: 'ok', repo: made.repo });
    expect(await match(made.repo, made.repo)).toMatchObject({ state: 'ok' });
  });

  test('is not allowed outside of it, not even through a link', async () => {
    const allowed = path.join(made.root, 'allowed');
    mkdirSync(allowed);
    symlinkSync(made.repo, path.join(allowed, 'link'));
    expect(await match(made.repo, allowed)).toMatchObject({ state: 'not_allowed', repo: null });
    expect(await match(path.join(allowed, 'link'), allowed)).toMatchObject({
      state: 'not_allowed',
      repo: null,
    });
    expect(await match(`${made.repo}/../allowed/../shop`, allowed)).toMatchObject({ state: 'not_allowed' });
  });

  test('is refused with the reason and what to do', async () => {
    mkdirSync(path.join(made.root, 'plain'));
    made.run('init', '-q', '-b', 'main', path.join(made.root, 'empty'));
    made.run('clone', '-q', '--bare', made.repo, path.join(made.root, 'bare.git'));
    mkdirSync(path.join(made.repo, 'packages'));
    expect(await match(path.join(made.root, 'gone'))).toMatchObject({ state: 'missing' });
    expect(await match(path.join(made.root, 'plain'))).toMatchObject({
      state: 'not_git',
      detail: expect.stringContaining('git init'),
    });
    expect(await match(path.join(made.root, 'bare.git'))).toMatchObject({ state: 'bare' });
    expect(await match(path.join(made.root, 'empty'))).toMatchObject({ state: 'empty' });
    expect(await match(made.repo, made.root, 'develop')).toMatchObject({
      state: 'no_branch',
      detail: expect.stringContaining('develop'),
    });
    expect(await match(path.join(made.repo, 'packages'))).toMatchObject({
      state: 'unsupported',
      detail: expect.stringContaining(made.repo),
    });
    expect(await match(path.join(made.repo, 'a.txt'))).toMatchObject({ state: 'not_git' });
  });

  test('given as a URL is found by the remote of a repository in the folder', async () => {
    made.run('remote', 'add', 'origin', 'git@github.com:acme/shop.git');
    expect(await match('https://github.com/acme/shop')).toMatchObject({ state: 'ok', repo: made.repo });
    expect(await match('https://github.com/acme/other')).toMatchObject({
      state: 'missing',
      detail: expect.stringContaining('Clone it'),
    });
  });
});

test('addresses of one remote are the same by https and ssh', () => {
  expect(sameRemote('https://github.com/a/b.git', 'git@github.com:a/b')).toBe(true);
  expect(sameRemote('ssh://git@GitHub.com/a/b/', 'https://user:pw@github.com/a/b.git')).toBe(true);
  expect(sameRemote('https://github.com/a/b', 'https://github.com/a/c')).toBe(false);
  expect(sameRemote('https://evil.com/a/b', 'https://github.com/a/b')).toBe(false);
});
