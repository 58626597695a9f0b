/** The words of the list of events and its filters. */
export const words = {
  lead: 'Every change of a task, an agent or a machine, written in the same transaction as the change itself.',
  fresh: (n: number) => `${n} new`,
  unread: 'The events could not be read',
  noneFits: 'No event matches these filters',
  none: 'Nothing has happened yet',
  chooseOther: 'Choose another type, or another task.',
  begin: 'Connect a machine or create a task: each leaves its facts here.',
  clearFilters: 'Clear filters',
  filter: {
    type: 'Type',
    most: 'All but logs and progress',
    all: 'Everything',
    any: (noun: string) => `${noun}: any`,
    task: 'Task',
    wrongRef: 'A ref such as TASK-12',
    clear: 'Clear',
    fresh: 'New events',
    follow: 'Follow',
    hold: 'Hold still',
  },
};
