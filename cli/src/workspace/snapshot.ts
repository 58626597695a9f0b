import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { git } from './git';

/**
 * The tree of everything in a worktree that is not ignored, new files included; the worktree's own index
 * stays as it is. `litter` are paths that set-up and checks left behind: they are not part of it.
 */
export async function snapshotTree(
  worktree: string,
  privateDir: string,
  litter: ReadonlySet<string> = new Set(),
): Promise<string> {
  const index = join(privateDir, 'snapshot-index');
  const own = await git(worktree, 'rev-parse', ['--path-format=absolute', '--git-path', 'index']);
  if (existsSync(own)) copyFileSync(own, index);
  const env = { GIT_INDEX_FILE: index };
  try {
    await git(worktree, 'add', ['--all', '--ignore-errors', ...(await exceptRepositories(worktree))], {
      env: { ...env, GIT_LITERAL_PATHSPECS: '0' },
    });
    if (litter.size > 0) {
      await git(worktree, 'update-index', ['--force-remove', '-z', '--stdin'], {
        env,
        input: [...litter].map((path) => `${path}\0`).join(''),
      });
    }
    return await git(worktree, 'write-tree', [], { env });
  } finally {
    rmSync(index, { force: true });
    rmSync(`${index}.lock`, { force: true });
  }
}

/** Untracked files that are not ignored, relative to the worktree. */
export async function untrackedFiles(worktree: string): Promise<Set<string>> {
  const text = await git(worktree, 'ls-files', ['--others', '--exclude-standard', '-z']);
  return new Set(text.split('\0').filter(Boolean));
}

/**
 * Repositories inside the worktree. Those that are no submodules git can neither hold nor pass by on its own; in those
 * that are, it would start what their configuration names, which an agent may have written.
 */
async function exceptRepositories(worktree: string): Promise<string[]> {
  const nested = [...(await untrackedFiles(worktree))]
    .filter((path) => path.endsWith('/'))
    .map((path) => path.slice(0, -1));
  const paths = [...nested, ...(await submodules(worktree))];
  return paths.length > 0 ? ['--', ':/', ...paths.map((path) => `:(exclude,top,literal)${path}`)] : [];
}

async function submodules(worktree: string): Promise<string[]> {
  const text = await git(worktree, 'ls-files', ['--stage', '-z']);
  return text
    .split('\0')
    .flatMap((entry) => (entry.startsWith('160000 ') ? [entry.slice(entry.indexOf('\t') + 1)] : []));
}
