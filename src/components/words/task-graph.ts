/** The words of the graph of tasks. */
export const words = {
  label: 'Tasks by what they wait for',
  elsewhere: 'not among those shown here',
  after: (refs: readonly string[]) =>
    refs.length === 0
      ? 'waits for no other'
      : `after ${refs.slice(0, 2).join(', ')}${refs.length > 2 ? ` and ${refs.length - 2} more` : ''}`,
  none: 'No task here waits for another',
  noneMeans: 'Say under “Waits for” what has to end before a task: it is drawn here, and begins by itself.',
  apart: (count: number) =>
    count === 1 ? '1 more task waits for no other' : `${count} more tasks wait for no other`,
};
