import { join } from 'node:path';
import { env } from '../config/env';
import { branchRef, commitId, git, type Subcommand, tryGit } from './git';

/** What a commit needs to travel between two clones of one project. */
interface Journey {
  repo: string;
  /** The project's own address, by https or ssh. */
  remote: string;
  /** Where it is found in the folder it is got into: `ao/TASK-7/1`. */
  branch: string;
  commit: string;
  /** Made anew: what speaks to the remote is a repository without any configuration of the project's. */
  folder: string;
  signal?: AbortSignal;
}

const LONGEST_MS = 120_000;

/** Whether commits of a project can travel by its address: not where it is a folder of a machine. */
export const isRemote = (repo: string): boolean => /^(?:https:\/\/|ssh:\/\/|[\w.-]+@[\w.-]+:)/.test(repo);

/** No branch, and nothing that anybody fetches who does not ask for it by name. */
const placeOf = (commit: string): string => `refs/agent-orchestrator/${commitId(commit)}`;

/** Puts a commit into the remote, where other machines of the project find it. Null where it went well, else why not. */
export async function sendCommit(journey: Journey): Promise<string | null> {
  const { remote, commit } = journey;
  await openGate(journey);
  const refs = `${commitId(commit)}:${placeOf(commit)}`;
  return overThere(journey, 'push', ['--receive-pack=git-receive-pack', '--', remote, refs]);
}

/**
 * Gets a commit from the remote into `folder`, on the branch of that name; the repository itself is not changed. Null where
 * it is there, else why not.
 */
export async function fetchCommit(journey: Journey): Promise<string | null> {
  const { remote, branch, commit, folder } = journey;
  await openGate(journey);
  const refs = `${placeOf(commit)}:${branchRef(branch)}`;
  const why = await overThere(journey, 'fetch', [
    '--no-tags',
    '--no-write-fetch-head',
    '--upload-pack=git-upload-pack',
    '--',
    remote,
    refs,
  ]);
  if (why) return why;
  const found = await tryGit(folder, 'cat-file', ['-e', `${commitId(commit)}^{commit}`]);
  return found.code === 0 ? null : `The remote has another commit at ${placeOf(commit)}.`;
}

async function openGate({ repo, folder, signal }: Journey): Promise<void> {
  const shared = ['--quiet', '--shared', '--no-checkout', '--no-tags', '--', repo, folder];
  await git(null, 'clone', shared, { signal });
  await git(folder, 'remote', ['remove', 'origin']);
}

/** The remote is the user's own, and so are the keys to it. */
async function overThere(
  { folder, signal }: Journey,
  subcommand: Subcommand,
  args: string[],
): Promise<string | null> {
  const home = env.HOME ?? '/nonexistent';
  const own = {
    HOME: home,
    GIT_CONFIG_GLOBAL: join(home, '.gitconfig'),
    GIT_SSH_COMMAND: 'ssh -oBatchMode=yes',
  };
  const agent: Record<string, string> = env.SSH_AUTH_SOCK ? { SSH_AUTH_SOCK: env.SSH_AUTH_SOCK } : {};
  const answer = await tryGit(folder, subcommand, ['--quiet', ...args], {
    env: { ...own, ...agent },
    timeoutMs: LONGEST_MS,
    signal,
  });
  if (answer.code === 0) return null;
  return answer.stderr.trim().split('\n').slice(-2).join(' ').slice(0, 300) || 'git did not say why.';
}
