/** The words of the board of tasks: its columns, and the moves from one to another. */
export const words = {
  columns: {
    review: 'Review and merge',
    givenUp: 'Not done',
    putHere: 'Put it here',
    empty: 'Nothing here',
    showAll: 'Show all',
    ofColumn: (column: string) => ` of ${column}`,
    notInto: (column: string, rest: string) => `Tasks come to “${column}” by what happens to them. ${rest}`,
    quoted: (move: string) => `“${move}”`,
    youCan: (moves: string) => `What you can do: ${moves}.`,
    byItself: 'It moves by itself.',
  },
  moves: {
    cancel: {
      label: 'Cancel it',
      consequence: 'It leaves the queue and its file locks are released. It cannot be queued again.',
    },
    stop: 'Its agent is told to stop and has ten seconds to write its last output. What it committed stays on its branch.',
    notMerged: 'Its commit is not merged; it stays on its branch.',
    queue: { label: 'Queue it', consequence: 'The next free runner that fits takes it.' },
    again: { label: 'Try again', consequence: 'It goes back to the queue for another agent.' },
    giveUp: { label: 'Give it up', consequence: 'It ends as failed; what depends on it is skipped.' },
  },
  dialog: {
    title: (ref: string) => `Move ${ref}`,
    standing: '{task} is “{status}”. {meaning}',
    rest: 'Everything else happens by itself, or on {page}.',
    page: 'the task’s own page',
    moved: (ref: string) => `${ref} moved`,
  },
};
