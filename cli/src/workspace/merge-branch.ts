import { isAncestor, treeOf } from './commit';
import { branchRef, commitId, git, resolveCommit, tryGit } from './git';
import { oneAtATime } from './mutex';

export type MergeEnd =
  | { merged: true; from: string; already: boolean }
  | { merged: false; reason: 'base_missing' | 'merge_moved' | 'repo_dirty' | 'not_sure'; message: string };

/**
 * Fast-forwards a branch to a commit by compare-and-swap. Where the branch is checked out, those files come
 * along, and the branch goes back if they cannot. `mayMove` is asked at the last moment, and
 * nothing is moved where it says no. Throws a GitError.
 */
export function mergeBranch(given: {
  repo: string;
  branch: string;
  head: string;
  mayMove(): boolean;
}): Promise<MergeEnd> {
  return oneAtATime(given.repo, () => merge(given));
}

async function merge({ repo, branch, head, mayMove }: Parameters<typeof mergeBranch>[0]): Promise<MergeEnd> {
  const ref = branchRef(branch);
  const from = await resolveCommit(repo, ref);
  if (!from)
    return {
      merged: false,
      reason: 'base_missing',
      message: `There is no branch ${branch} in this machine’s copy.`,
    };
  if (!(await resolveCommit(repo, commitId(head)))) {
    return {
      merged: false,
      reason: 'base_missing',
      message: `Commit ${head.slice(0, 10)} is not in this machine’s copy.`,
    };
  }
  if (await isAncestor(repo, head, from)) {
    if (from === head) await bringStragglersAlong(repo, ref, head);
    return { merged: true, from, already: true };
  }
  if (!(await isAncestor(repo, from, head))) {
    return {
      merged: false,
      reason: 'merge_moved',
      message: `${branch} has moved on to ${from.slice(0, 10)}, which this work does not contain.`,
    };
  }
  const checkouts = await checkoutsOf(repo, ref);
  for (const folder of checkouts) {
    const dirt = await uncommitted(folder);
    if (dirt)
      return {
        merged: false,
        reason: 'repo_dirty',
        message: `${branch} is checked out in ${folder} with uncommitted changes (${dirt}). Commit or undo them, then merge again.`,
      };
  }
  if (!mayMove())
    return {
      merged: false,
      reason: 'not_sure',
      message: 'Whether it may be merged is not sure at the moment.',
    };
  const moved = await tryGit(repo, 'update-ref', ['-m', 'agent-orchestrator: merge', ref, head, from]);
  if (moved.code !== 0)
    return { merged: false, reason: 'merge_moved', message: `${branch} moved while this was being merged.` };
  for (const [index, folder] of checkouts.entries()) {
    const brought = await tryGit(folder, 'read-tree', ['-m', '-u', from, head]);
    if (brought.code === 0) continue;
    for (const done of checkouts.slice(0, index)) await tryGit(done, 'read-tree', ['-m', '-u', head, from]);
    await git(repo, 'update-ref', ['-m', 'agent-orchestrator: merge undone', ref, from, head]);
    const why = brought.stderr.trim().split('\n').slice(0, 2).join(' ');
    return {
      merged: false,
      reason: 'repo_dirty',
      message: `${branch} is checked out in ${folder}, whose files could not be brought along: ${why}`,
    };
  }
  return { merged: true, from, already: false };
}

/** Files of a checkout whose branch an earlier merge had moved when this machine went down: they stand where the branch came from. */
async function bringStragglersAlong(repo: string, ref: string, head: string): Promise<void> {
  const before = await resolveCommit(repo, `${head}^`);
  if (!before) return;
  for (const folder of await checkoutsOf(repo, ref)) {
    const index = await git(folder, 'write-tree', []);
    const edited = await tryGit(folder, 'diff', ['--no-ext-diff', '--ignore-submodules=all', '--quiet']);
    if (index === (await treeOf(repo, before)) && edited.code === 0) {
      await tryGit(folder, 'read-tree', ['-m', '-u', before, head]);
    }
  }
}

/** Folders in which a branch is checked out. */
async function checkoutsOf(repo: string, ref: string): Promise<string[]> {
  const text = await git(repo, 'worktree', ['list', '--porcelain']);
  return text.split('\n\n').flatMap((block) => {
    const lines = block.split('\n');
    const folder = lines.find((line) => line.startsWith('worktree '))?.slice('worktree '.length);
    return folder && lines.includes(`branch ${ref}`) && !lines.includes('bare') ? [folder] : [];
  });
}

/** What stands uncommitted in tracked files, in a few words; null where nothing does. */
async function uncommitted(folder: string): Promise<string | null> {
  // What stands in a submodule is none of this repository's, and looking there would follow its configuration.
  const text = await git(folder, 'status', [
    '--porcelain',
    '--untracked-files=no',
    '--ignore-submodules=all',
    '-z',
  ]);
  const paths = text
    .split('\0')
    .filter(Boolean)
    .map((entry) => entry.slice(3));
  if (paths.length > 0)
    return paths.length === 1 ? (paths[0] as string) : `${paths[0]} and ${paths.length - 1} more`;
  const unfinished = await git(folder, 'rev-parse', ['--verify', '--quiet', 'MERGE_HEAD']).catch(() => '');
  return unfinished ? 'a merge is under way' : null;
}
