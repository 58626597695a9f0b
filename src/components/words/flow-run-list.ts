/** The words of the list of runs. */
export const words = {
  lead: (ref: string, version: number) => `${ref}, version ${version}.`,
  leadAll: 'Every flow that was run.',
  edit: 'Edit',
  unread: 'The runs could not be read',
  none: 'It has not run yet',
  noneAtAll: 'No flow has run yet',
  noneLead: 'A run makes a task of each step as soon as it may begin. Runners that are connected take them.',
  row: {
    began: 'Run of {ago}',
    replay: 'Once more',
    steps: (ended: number, all: number) => `${ended} of ${all} steps`,
  },
};
