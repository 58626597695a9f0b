import { branchRef, commitId, git, tryGit } from './git';

const identity = (ref: string) => {
  const person = { NAME: 'Agent Orchestrator', EMAIL: `${ref.toLowerCase()}@agent-orchestrator.invalid` };
  return {
    GIT_AUTHOR_NAME: person.NAME,
    GIT_AUTHOR_EMAIL: person.EMAIL,
    GIT_COMMITTER_NAME: person.NAME,
    GIT_COMMITTER_EMAIL: person.EMAIL,
  };
};

export interface TreeCommit {
  repo: string;
  tree: string;
  parent: string;
  /** Short ref of the task, as in TASK-7: the author's address. */
  ref: string;
  /** Written into the message, so that another dashboard's TASK-7 is not taken for this one. */
  taskId: string;
  message: string;
}

/** A commit of a tree, made without hooks, signatures or an index; no ref points to it yet. Returns its id. */
export async function commitTree({ repo, tree, parent, ref, taskId, message }: TreeCommit): Promise<string> {
  const input = `${message.trim()}\n\nTask: ${ref}\nTask-Id: ${taskId}\n`;
  return git(repo, 'commit-tree', ['-p', commitId(parent), '-F', '-', tree], { env: identity(ref), input });
}

/** Whether a commit was made for a task. */
export async function isCommitOf(repo: string, commit: string, taskId: string): Promise<boolean> {
  const text = await git(repo, 'show', ['--no-patch', '--format=%B', '--end-of-options', commitId(commit)]);
  return text.split('\n').includes(`Task-Id: ${taskId}`);
}

/** Points a branch at a commit; `from` must be where it points now. Throws a GitError when it has moved. */
export async function moveBranch(repo: string, branch: string, to: string, from: string): Promise<void> {
  await git(repo, 'update-ref', [branchRef(branch), commitId(to), commitId(from)]);
}

/** Where an agent's unfinished work is kept: never a branch, never pushed. */
export const checkpointRef = (ref: string, attempt: number) => `refs/ao/checkpoints/${ref}/${attempt}`;

/** Keeps a tree for good under the agent's checkpoint ref. Returns the commit. */
export async function keepCheckpoint(
  given: Omit<TreeCommit, 'message'> & { attempt: number },
): Promise<string> {
  const message = `Checkpoint of ${given.ref}, attempt ${given.attempt}\n\nEverything that stood in the working tree when the agent ended.`;
  const commit = await commitTree({ ...given, message });
  await git(given.repo, 'update-ref', [checkpointRef(given.ref, given.attempt), commit]);
  return commit;
}

/** The tree of a commit. */
export const treeOf = (repo: string, commit: string) =>
  git(repo, 'rev-parse', ['--verify', '--end-of-options', `${commitId(commit)}^{tree}`]);

/** Whether one commit is an ancestor of another, or the same. */
export async function isAncestor(repo: string, older: string, newer: string): Promise<boolean> {
  return (await tryGit(repo, 'merge-base', ['--is-ancestor', commitId(older), commitId(newer)])).code === 0;
}
