import { countOf } from '../ui/format-count';

/** The words of what a person may do with a task. */
export const words = {
  actions: {
    queue: 'Queue task',
    approve: 'Approve commit',
    decide: 'Decide',
    answer: 'Answer',
    edit: 'Edit',
    cancel: 'Cancel task',
    delete: 'Delete task',
  },
  changes: {
    title: 'Request changes',
    about: (comments: number) =>
      `The task goes back to the queue. The next agent starts from this commit and reads what you write${comments > 0 ? `, together with your ${countOf(comments, 'comment')} on lines` : ''}.`,
    label: 'What has to change',
    submit: 'Send back',
  },
  retry: {
    title: 'Retry with guidance',
    about:
      'The task goes back to the queue. The next agent reads what you write, with the last failure beside it.',
    label: 'Guidance',
    submit: 'Retry task',
  },
  again: {
    title: 'Do it again',
    about:
      'This task stays as it ended. A new one that says the same is made and queued, and what you write goes to its first agent.',
    label: 'Guidance',
    submit: 'Make and queue',
  },
  watch: {
    follow: 'Follow this task',
    following: 'You follow this task',
    followed: (ref: string) => `You follow ${ref}`,
    left: (ref: string) => `You do not follow ${ref} any more`,
  },
  more: {
    label: 'More',
    run: 'Run next',
    runNote: 'To the head of its priority in the queue.',
    next: (ref: string) => `${ref} goes next`,
    verify: 'Verify again',
    verifyNote: 'The checks run once more on the same commit.',
    verified: (ref: string) => `${ref} is verified once more`,
    addSubTask: 'Add sub-task',
    template: 'Save as template…',
    archive: 'Archive',
    archiveNote: 'Kept, but out of the lists.',
    bringBack: 'Bring back from the archive',
    events: 'See its events',
    close: 'Close without doing it…',
    closeNote: 'As a duplicate, not valid, done already or not wanted.',
  },
  template: {
    title: 'Save as template',
    about: 'What the task says is kept: words, files, limits, labels. New tasks can begin with it.',
    confirm: 'Save template',
    name: 'Name of the template',
    everywhere: 'For tasks of every project',
    kept: (name: string) => `“${name}” can be begun with`,
  },
};
