import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface TestRepository {
  /** A private folder that holds it; removed with it. */
  root: string;
  repo: string;
  run(...args: string[]): string;
  write(file: string, text: string): void;
  read(file: string): string;
  /** Commits everything; gives the commit. */
  commit(message: string): string;
  remove(): void;
}

/** A git repository of its own with one commit on main. */
export function makeRepository(name = 'shop'): TestRepository {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'repo-')));
  const repo = path.join(root, name);
  mkdirSync(repo);
  const env = {
    PATH: process.env.PATH,
    HOME: root,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'P',
    GIT_AUTHOR_EMAIL: 'p@x',
    GIT_COMMITTER_NAME: 'P',
    GIT_COMMITTER_EMAIL: 'p@x',
  };
  const run = (...args: string[]) =>
    execFileSync('git', ['-C', repo, ...args], {
      encoding: 'utf8',
      env: env as NodeJS.ProcessEnv,
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trimEnd();
  const made: TestRepository = {
    root,
    repo,
    run,
    write: (file, text) => {
      mkdirSync(path.dirname(path.join(repo, file)), { recursive: true });
      writeFileSync(path.join(repo, file), text);
    },
    read: (file) => readFileSync(path.join(repo, file), 'utf8'),
    commit: (message) => {
      run('add', '-A');
      run('commit', '-q', '--allow-empty', '-m', message);
      return run('rev-parse', 'HEAD');
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
  run('init', '-q', '-b', 'main');
  made.write('a.txt', 'one\n');
  made.commit('first');
  return made;
}
