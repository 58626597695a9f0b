import { changedPaths } from '../workspace/changes';
import { resolveCommit, tryGit } from '../workspace/git';
import { prevented, type WriteGate } from './write-gate';

/** What is read where the sandbox keeps a command from git's own folder. */
const KEPT_OUT = /Read-only file system|The stash entry is kept/;
const WRITES =
  /\bgit\b[^\n;|&]*\b(?:checkout|restore|reset|stash|switch|apply|am|merge|rebase|cherry-pick|revert|pull|read-tree|rm|mv)\b/;
/** As many as are asked for at once. */
const MOST = 64;

/**
 * Who holds the files that a command of git would have written, had the sandbox let it: those that it names, or where it
 * names none, those in which a commit that it names differs. In words for the model; empty where nobody does.
 */
export async function sayPrevented(
  { worktree, gate }: { worktree: string; gate: WriteGate },
  command: string,
  output: string,
): Promise<string[]> {
  if (!KEPT_OUT.test(output) || !WRITES.test(command)) return [];
  const paths = await pathsMeant(worktree, command);
  return paths.length === 0 ? [] : (await gate.holders(paths.slice(0, MOST))).map(prevented);
}

async function pathsMeant(worktree: string, command: string): Promise<string[]> {
  const words = [...new Set(command.match(/[^\s"'`;|&<>()$]+/g) ?? [])].filter(
    (word) => !word.startsWith('-'),
  );
  const named = await tryGit(worktree, 'ls-files', ['-z', '--', ...words]);
  const files = named.stdout.toString('utf8').split('\0').filter(Boolean);
  if (named.code === 0 && files.length > 0) return files;
  const commits = [...words, ...(/\bstash\b/.test(command) ? ['refs/stash'] : [])];
  for (const word of commits) {
    const commit = word === 'HEAD' ? null : await resolveCommit(worktree, word);
    if (commit) return changedPaths(worktree, 'HEAD', commit);
  }
  return [];
}
