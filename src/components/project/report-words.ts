import type { ProjectReportState } from '@/contract/project';
import type { Tone } from '../ui/chip';

const WORDS: Record<ProjectReportState, { word: string; tone: Tone; fix: string }> = {
  ok: { word: 'Ready', tone: 'success', fix: '' },
  missing: {
    word: 'Not found',
    tone: 'danger',
    fix: 'There is nothing at this path on that machine. Clone it there, or correct the path.',
  },
  not_allowed: {
    word: 'Not allowed',
    tone: 'attention',
    fix: 'The machine’s owner has not allowed this repository. Run `agent-orchestrator allow <path>` there, or start it inside the repository.',
  },
  not_git: {
    word: 'Not a repository',
    tone: 'danger',
    fix: 'The folder is there but git does not know it. Run `git init` there, or correct the path.',
  },
  bare: {
    word: 'Bare repository',
    tone: 'danger',
    fix: 'A bare repository has no files to work on. Give the path of a normal clone.',
  },
  empty: { word: 'No commit yet', tone: 'danger', fix: 'Agents work from a commit. Make a first one.' },
  no_branch: {
    word: 'Branch missing',
    tone: 'danger',
    fix: 'The project’s default branch does not exist there. Fetch it, or change the project’s branch.',
  },
  no_identity: {
    word: 'No git identity',
    tone: 'attention',
    fix: 'Set user.name and user.email, so that commits have an author.',
  },
  unsupported: {
    word: 'Not supported',
    tone: 'danger',
    fix: 'This kind of address is not supported by that runner. Give a folder or a clone URL.',
  },
};

/** What a runner's word on a project means and what to do about it. */
export const reportWords = (state: ProjectReportState) => WORDS[state];
