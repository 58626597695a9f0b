import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { isBranchName } from '@/contract/branch-name';
import { env } from '../config/env';
import { ASK_PROGRAMS, withoutPrograms } from './foreign-programs';

/** The only commands this program gives to git. */
export type Subcommand =
  | 'add'
  | 'branch'
  | 'cat-file'
  | 'check-ref-format'
  | 'checkout'
  | 'clone'
  | 'commit-tree'
  | 'config'
  | 'diff'
  | 'fetch'
  | 'for-each-ref'
  | 'log'
  | 'ls-files'
  | 'ls-tree'
  | 'merge-base'
  | 'merge-tree'
  | 'push'
  | 'read-tree'
  | 'remote'
  | 'rev-list'
  | 'rev-parse'
  | 'show'
  | 'show-ref'
  | 'status'
  | 'symbolic-ref'
  | 'update-index'
  | 'update-ref'
  | 'version'
  | 'worktree'
  | 'write-tree';

export interface GitOptions {
  input?: string | Buffer;
  env?: Record<string, string>;
  /** Bytes of output after which the rest is dropped; 64 MiB unless told. */
  maxBytes?: number;
  timeoutMs?: number;
  signal?: AbortSignal;
}

export interface GitAnswer {
  code: number | null;
  stdout: Buffer;
  stderr: string;
}

/** git refused or could not be started. */
export class GitError extends Error {
  readonly answer: GitAnswer;
  constructor(subcommand: string, answer: GitAnswer) {
    super(
      `git ${subcommand} failed: ${answer.stderr.trim().split('\n').slice(-3).join(' ') || `exit ${answer.code}`}`,
    );
    this.name = 'GitError';
    this.answer = answer;
  }
}

/** Nothing of a repository's own configuration may start a program or reach the network through these. */
const SAFE = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.untrackedCache=false',
  'core.quotePath=false',
  'safe.bareRepository=explicit',
  'submodule.recurse=false',
  'protocol.allow=never',
  'log.showSignature=false',
  'commit.gpgSign=false',
  'tag.gpgSign=false',
  'gc.auto=0',
  'maintenance.auto=false',
  'advice.detachedHead=false',
  'init.defaultBranch=main',
  'credential.helper=',
].flatMap((setting) => ['-c', setting]);

/** What a remote may be reached by; a folder only where the user's own settings put one in its place. */
const REMOTE = ['https', 'ssh', 'file'].flatMap((name) => ['-c', `protocol.${name}.allow=always`]);
const BESIDES: Partial<Record<Subcommand, string[]>> = {
  clone: ['-c', 'protocol.file.allow=always'],
  fetch: REMOTE,
  push: REMOTE,
};

/** Whether a command looks into files, and so would start what attributes name for them. */
const looksIntoFiles = (subcommand: Subcommand, [first]: string[]): boolean =>
  ['add', 'checkout', 'merge-tree', 'read-tree', 'status', 'update-index', 'write-tree'].includes(
    subcommand,
  ) ||
  (subcommand === 'worktree' && first === 'add') ||
  (subcommand === 'diff' && first === '--no-ext-diff');

let globalConfig = '/dev/null';
/** Sets the file that stands for the user's own git configuration. */
export function useGitConfig(path: string): void {
  globalConfig = path;
}

const LOCKED = /\.lock': File exists|could not lock|Unable to create .*\.lock|cannot lock ref/;

/** Runs git in a folder and gives its answer, whatever the exit code. Waits and tries again where another git holds a lock. */
export async function tryGit(
  folder: string | null,
  subcommand: Subcommand,
  args: string[],
  options: GitOptions = {},
): Promise<GitAnswer> {
  const given =
    folder && looksIntoFiles(subcommand, args)
      ? { ...options, env: { ...options.env, ...(await foreignPrograms(folder, options.signal)) } }
      : options;
  for (let tries = 0; ; tries++) {
    const answer = await once(folder, subcommand, args, given);
    if (answer.code === 0 || tries === 8 || !LOCKED.test(answer.stderr)) return answer;
    await sleep(50 * 2 ** tries * (0.5 + Math.random()));
  }
}

/** Runs git in a folder and gives its output as text without the last newline. Throws a GitError when git fails. */
export async function git(
  folder: string | null,
  subcommand: Subcommand,
  args: string[],
  options: GitOptions = {},
): Promise<string> {
  return (await gitBytes(folder, subcommand, args, options)).toString('utf8').replace(/\n$/, '');
}

/** The same, as bytes. */
export async function gitBytes(
  folder: string | null,
  subcommand: Subcommand,
  args: string[],
  options: GitOptions = {},
): Promise<Buffer> {
  const answer = await tryGit(folder, subcommand, args, options);
  if (answer.code !== 0) throw new GitError(subcommand, answer);
  return answer.stdout;
}

async function foreignPrograms(folder: string, signal?: AbortSignal): Promise<Record<string, string>> {
  const answer = await once(folder, 'config', ASK_PROGRAMS, { signal });
  return answer.stdout.length > 0 ? withoutPrograms(answer.stdout.toString('utf8')) : {};
}

function once(
  folder: string | null,
  subcommand: Subcommand,
  args: string[],
  options: GitOptions,
): Promise<GitAnswer> {
  return new Promise((resolve) => {
    const safe = [...SAFE, ...(BESIDES[subcommand] ?? [])];
    const child = spawn('git', [...(folder ? ['-C', folder] : []), ...safe, subcommand, ...args], {
      env: {
        PATH: env.PATH,
        LC_ALL: 'C',
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: globalConfig,
        GIT_TERMINAL_PROMPT: '0',
        GIT_LITERAL_PATHSPECS: '1',
        GIT_NO_REPLACE_OBJECTS: '1',
        GIT_NO_LAZY_FETCH: '1',
        GIT_ATTR_NOSYSTEM: '1',
        GIT_EDITOR: ':',
        GIT_PAGER: 'cat',
        ...options.env,
      },
      stdio: ['pipe', 'pipe', 'pipe'],
      signal: options.signal,
      timeout: options.timeoutMs ?? 600_000,
    });
    const max = options.maxBytes ?? 64 * 1024 * 1024;
    const out: Buffer[] = [];
    let size = 0;
    let stderr = '';
    child.stdout.on('data', (bytes: Buffer) => {
      if (size < max) out.push(bytes);
      size += bytes.length;
    });
    child.stderr.on('data', (bytes: Buffer) => {
      if (stderr.length < 64 * 1024) stderr += bytes.toString('utf8');
    });
    child.on('error', (error) => resolve({ code: null, stdout: Buffer.alloc(0), stderr: error.message }));
    child.on('close', (code) => resolve({ code, stdout: Buffer.concat(out).subarray(0, max), stderr }));
    child.stdin.on('error', () => {});
    child.stdin.end(options.input ?? '');
  });
}

/** The full ref of a branch. Throws where the name is not a plain one. */
export function branchRef(name: string): string {
  if (!isBranchName(name)) throw new Error(`${JSON.stringify(name)} is not a plain branch name`);
  return `refs/heads/${name}`;
}

/** A commit id as it came from elsewhere. Throws where it is not one. */
export function commitId(text: string): string {
  if (!/^[0-9a-f]{40}([0-9a-f]{24})?$/.test(text))
    throw new Error(`${JSON.stringify(text)} is not a commit id`);
  return text;
}

/** The commit a ref names; null where there is none. */
export async function resolveCommit(folder: string, ref: string): Promise<string | null> {
  const answer = await tryGit(folder, 'rev-parse', [
    '--verify',
    '--quiet',
    '--end-of-options',
    `${ref}^{commit}`,
  ]);
  return answer.code === 0 ? answer.stdout.toString('utf8').trim() : null;
}

/** The content of a file at a commit, as text; null where there is none or it is larger than `max` bytes. */
export async function fileAt(
  folder: string,
  commit: string,
  path: string,
  max = 256 * 1024,
): Promise<string | null> {
  const answer = await tryGit(folder, 'cat-file', ['blob', `${commitId(commit)}:${path}`], {
    maxBytes: max + 1,
  });
  return answer.code === 0 && answer.stdout.length <= max ? answer.stdout.toString('utf8') : null;
}
