import { countOf } from '../ui/format-count';

/** The words of what machines say of a project. */
export const words = {
  title: 'On the machines',
  none: 'No machine has looked yet',
  noneHint: 'A runner reports within seconds whether it can serve this project.',
  connect: 'Connect a machine',
  history: (pairs: number, commits: number) =>
    `${
      pairs === 0
        ? 'No two files changed together more than once'
        : `${countOf(pairs, 'pair')} of files changed together more than once`
    } in the last ${countOf(commits, 'commit')} up to {tip}, as {runner} read {at}: tasks whose files often change together are told apart by it.`,
  states: {
    ok: { word: 'Ready', fix: '' },
    missing: {
      word: 'Not found',
      fix: 'There is nothing at this path on that machine. Clone it there, or correct the path.',
    },
    not_allowed: {
      word: 'Not allowed',
      fix: 'The machine’s owner has not allowed this repository. Run `agent-orchestrator allow <path>` there, or start it inside the repository.',
    },
    not_git: {
      word: 'Not a repository',
      fix: 'The folder is there but git does not know it. Run `git init` there, or correct the path.',
    },
    bare: {
      word: 'Bare repository',
      fix: 'A bare repository has no files to work on. Give the path of a normal clone.',
    },
    empty: { word: 'No commit yet', fix: 'Agents work from a commit. Make a first one.' },
    no_branch: {
      word: 'Branch missing',
      fix: 'The project’s default branch does not exist there. Fetch it, or change the project’s branch.',
    },
    no_identity: {
      word: 'No git identity',
      fix: 'Set user.name and user.email, so that commits have an author.',
    },
    unsupported: {
      word: 'Not supported',
      fix: 'This kind of address is not supported by that runner. Give a folder or a clone URL.',
    },
    no_room: {
      word: 'No room',
      fix: 'The machine takes no new work until there is room on its disk; what runs there goes on.',
    },
  },
};
