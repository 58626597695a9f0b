import { countOf } from '../ui/format-count';

/** The words of the dialogs on the page of a task. */
export const words = {
  back: 'Back',
  keep: 'Keep task',
  approve: {
    title: (ref: string) => `Approve ${ref}?`,
    description: (branch: string) =>
      `The commit below goes onto ${branch}. The approval holds for this commit alone: if anything changes, you are asked again.`,
    defaultBranch: 'the default branch of the project',
    commit: 'Commit',
    noCommit: 'none',
    changes: 'Changes',
    files: (n: number) => countOf(n, 'file'),
    proof: 'Proof',
    risk: 'Risk',
    approvals: 'Approvals',
    given: (given: number, needed: number, sentence: string) => `${given} of ${needed}. ${sentence}`,
    failed: 'Nothing was approved',
    approve: (commit: string) => `Approve ${commit}`,
  },
  cancel: {
    title: (ref: string) => `Cancel ${ref}?`,
    running:
      'Its agent is told to stop and has ten seconds to write its last output. What it has committed stays on its branch; the file locks are released.',
    waiting: 'It leaves the queue and its file locks are released. A cancelled task cannot be queued again.',
    cancel: 'Cancel task',
  },
  close: {
    title: (ref: string) => `Close ${ref} without doing it?`,
    running:
      'Its agent is told to stop and has ten seconds to write its last output. Its file locks are released.',
    waiting: 'It leaves the queue and its file locks are released. It cannot be queued again.',
    close: 'Close task',
    why: 'Why',
    which: 'Which one',
    whichHint: 'The ref of the other task, such as TASK-12.',
    note: 'Note',
    noteHint: 'For whoever finds it later.',
  },
  delete: {
    title: (ref: string) => `Delete ${ref}?`,
    description: 'Its agents, logs, changes and checks are deleted with it. What was merged stays merged.',
    failed: 'It was not deleted',
    delete: 'Delete task',
  },
  edit: {
    title: (ref: string) => `Edit ${ref}`,
    refs: 'Refs, such as TASK-12 TASK-15.',
    labels: 'Labels',
    runnerLabels: 'Runner labels',
    base: 'Starts from',
    ofProject: 'of the project',
    target: 'Merged into',
    whereStarts: 'where it starts',
    oneALine: 'One a line.',
    budget: 'Budget in dollars',
    noCap: 'no cap',
    review: 'A person reviews it in any case',
    save: 'Save task',
  },
  guidance: { hint: 'It is given to the agent as data, together with the task.' },
};
