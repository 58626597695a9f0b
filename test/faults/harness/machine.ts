import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Running, runProgram, startProgram } from '../../cli/commands/run-program';
import type { FaultProxy } from './fault-proxy';

/** What must appear nowhere but in the environment of the runner. */
export const CANARY = 'canary-in-the-mine-7731';
/** Where the repository is said to come from: each machine has a clone of its own. */
export const REMOTE = 'https://git.example.com/shop.git';

/** A machine of its own: a home, a clone, the built runner and the proxy it has to pass. */
export interface Machine {
  name: string;
  root: string;
  repo: string;
  proxy: FaultProxy;
  /** The runner's own folder of state: spools, worktrees. */
  state: string;
  /** What its engines have written down. */
  truth: string;
  running(): Running | null;
  start(more?: { argv?: string[]; env?: Record<string, string>; through?: string }): Running;
  /** Ends it at once and resolves when it is gone. */
  kill(): Promise<void>;
  git(...args: string[]): string;
  remove(): Promise<void>;
}

/** Lays out a machine and connects it with a one-time token; its programs find `more` in their environment. */
export async function layMachine(
  name: string,
  token: string,
  proxy: FaultProxy,
  more: Record<string, string> = {},
): Promise<Machine> {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), `faults-${name}-`)));
  const repo = path.join(root, 'projects', 'shop');
  const home = path.join(root, 'home');
  mkdirSync(home, { recursive: true });
  makeRepository(repo);
  const env = {
    HOME: home,
    AGENT_ORCHESTRATOR_HOME: path.join(root, 'ao'),
    CLAUDE_BIN: path.resolve('test/faults/fake-claude/claude.mjs'),
    ANTHROPIC_API_KEY: 'sk-ant-test-0123456789abcdef',
    MINE_TOKEN: CANARY,
    AO_RACE_LOG: path.join(root, 'race.log'),
    ...more,
  };
  const argv = ['connect', token, '--url', proxy.url, '-d', path.join(root, 'projects')];
  const connected = await runProgram(argv, { env, cwd: root });
  if (connected.code !== 0) throw new Error(`${name} could not connect:\n${connected.stderr}`);
  let running: Running | null = null;
  const started: Running[] = [];
  return {
    name,
    root,
    repo,
    proxy,
    state: path.join(root, 'ao', 'state'),
    truth: path.join(home, '.claude', 'truth'),
    running: () => running,
    start: (given = {}) => {
      running = startProgram(
        ['start', ...(given.argv ?? ['--max-concurrent', '2'])],
        { ...env, ...given.env },
        root,
      );
      started.push(running);
      return running;
    },
    kill: async () => {
      running?.child.kill('SIGKILL');
      await running?.ended();
      running = null;
    },
    git: (...args) =>
      execFileSync('git', ['-C', repo, ...args], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      }).trimEnd(),
    remove: async () => {
      for (const one of started) one.child.kill('SIGKILL');
      await Promise.all(started.map((one) => one.ended()));
      await proxy.close();
      rmSync(root, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The same few files and the same first commit on every machine. */
function makeRepository(repo: string): void {
  mkdirSync(repo, { recursive: true });
  writeFileSync(path.join(repo, 'tests.txt'), 'ℹ tests 3\n');
  writeFileSync(path.join(repo, 'README.md'), 'A shop.\n');
  const at = '2026-01-01T00:00:00Z';
  const env = { ...process.env, GIT_AUTHOR_DATE: at, GIT_COMMITTER_DATE: at };
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', repo, '-c', 'user.name=P', '-c', 'user.email=p@x', ...args], {
      env,
      stdio: 'ignore',
    });
  git('init', '-q', '-b', 'main');
  git('remote', 'add', 'origin', REMOTE);
  git('add', '-A');
  git('commit', '-q', '-m', 'The shop');
}

/** Copies a machine's folder, as an image of its disk: two of them with one key. */
export function copyState(from: Machine, to: string): void {
  cpSync(path.join(from.root, 'ao'), to, { recursive: true });
}
