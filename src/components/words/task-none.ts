/** The words of a list of tasks that has none. */
export const words = {
  noMatch: 'No task matches these filters',
  clear: 'Clear a filter, or search for other words.',
  none: 'No tasks yet',
  what: 'A task says what shall be true when it is done. A connected machine takes it, an agent works on it, and checks prove the result.',
  create: 'Create the first task',
  import: 'Import tasks',
  connect: 'Connect a machine',
};
