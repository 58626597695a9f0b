import { existsSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import type { z } from 'zod';
import { isBranchName } from '@/contract/branch-name';
import type { ProjectReportState } from '@/contract/project';
import type { ServedProject } from '@/contract/session';
import { branchRef, resolveCommit, tryGit } from '../workspace/git';
import { findRepositories, sameRemote } from './find-repositories';
import { isOnList } from './refuse-assignment';

export interface MatchedProject {
  project: ServedProject;
  state: z.infer<typeof ProjectReportState>;
  /** For people: what was found, or what to do. */
  detail: string;
  /** The repository on this machine; null where the project cannot be served. */
  repo: string | null;
}

/** Says of each project whether a repository inside the allowed folder serves it, and why not. `list` names the only projects that may be served, where there is one. */
export async function matchProjects(
  projects: ServedProject[],
  directory: string,
  list?: string[],
): Promise<MatchedProject[]> {
  const allowed = realpathSync(directory);
  const remotes = projects.some((project) => !isLocal(project.repo)) ? await findRepositories(allowed) : [];
  const matched: MatchedProject[] = [];
  for (const project of projects) {
    const found = !isOnList(project, list)
      ? { state: 'not_allowed' as const, detail: NOT_LISTED }
      : isLocal(project.repo)
        ? placeLocal(project.repo, allowed)
        : placeRemote(project.repo, remotes, allowed);
    matched.push({
      project,
      ...('repo' in found ? await inspect(found.repo, project.defaultBranch) : { ...found, repo: null }),
    });
  }
  return matched;
}

const NOT_LISTED =
  'It is not on the list of projects that this machine works on (agent-orchestrator config get projects).';

type State = Pick<MatchedProject, 'state' | 'detail'>;

const isLocal = (repo: string) => isAbsolute(repo) || /^[A-Za-z]:[\\/]/.test(repo);

function placeLocal(repo: string, allowed: string): { repo: string } | State {
  let real: string;
  try {
    real = realpathSync(repo);
  } catch {
    return { state: 'missing', detail: `${repo} does not exist on this machine.` };
  }
  if (!isInside(allowed, real)) {
    return {
      state: 'not_allowed',
      detail: `${real} is not inside ${allowed}, the folder this runner may work in. Start it with -d and a folder that holds it.`,
    };
  }
  if (!statSync(real).isDirectory())
    return { state: 'not_git', detail: `${real} is a file, not a git repository.` };
  return { repo: real };
}

function placeRemote(
  url: string,
  found: { folder: string; remotes: string[] }[],
  allowed: string,
): { repo: string } | State {
  const match = found.find(({ remotes }) => remotes.some((remote) => sameRemote(remote, url)));
  return match
    ? { repo: match.folder }
    : { state: 'missing', detail: `No repository inside ${allowed} has ${url} as a remote. Clone it there.` };
}

/** Whether a folder is, or lies below, the allowed one. */
export function isInside(allowed: string, path: string): boolean {
  const way = relative(allowed, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

async function inspect(repo: string, branch: string): Promise<Omit<MatchedProject, 'project'>> {
  const no = (state: MatchedProject['state'], detail: string) => ({ state, detail, repo: null });
  const top = await tryGit(repo, 'rev-parse', ['--show-toplevel']);
  if (top.code === null)
    return no('unsupported', 'git is not installed on this machine, or not on the PATH.');
  if (top.code !== 0) {
    if (isBareLayout(repo)) return no('bare', `${repo} is a bare repository. Clone it and use the clone.`);
    if (/dubious ownership/.test(top.stderr)) {
      return no(
        'unsupported',
        `${repo} belongs to another user. Run: git config --global --add safe.directory ${repo}`,
      );
    }
    return no('not_git', `${repo} is not a git repository. Run: git init ${repo}`);
  }
  const root = realpathSync(top.stdout.toString('utf8').trim());
  if (root !== repo)
    return no('unsupported', `${repo} is a folder inside the repository ${root}. Use the repository itself.`);
  if (!isBranchName(branch)) return no('no_branch', `${branch} is not a branch name this runner accepts.`);
  if (await resolveCommit(repo, branchRef(branch)))
    return { state: 'ok', detail: `${repo}, branch ${branch}`, repo };
  if (!(await hasCommits(repo)))
    return no('empty', `${repo} has no commit yet. Make a first commit on ${branch}.`);
  return no(
    'no_branch',
    `${repo} has no branch ${branch}. Create it, or change the project’s default branch.`,
  );
}

const isBareLayout = (folder: string) =>
  ['HEAD', 'objects', 'refs'].every((name) => existsSync(join(folder, name)));

async function hasCommits(repo: string): Promise<boolean> {
  const refs = await tryGit(repo, 'for-each-ref', ['--count=1', '--format=%(objectname)', 'refs/heads']);
  return refs.stdout.length > 0;
}
