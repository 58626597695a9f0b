/** The words of the list of flows. */
export const words = {
  lead: 'A flow says what is done in which order, by whom, and what happens when something fails. It is drawn, imported or written, and every save is a version.',
  find: 'Find by name',
  create: 'New flow',
  unread: 'The flows could not be read',
  newer: 'Newer',
  older: 'Older',
  noMatch: { title: 'No flow matches', clear: 'Clear filters' },
  none: {
    title: 'No flows yet',
    begin: 'Begin with a template',
    copy: 'Copy command',
    templates: 'templates',
    lead: (templates: string) =>
      `Draw who does what, in which order and what happens on failure. There are ${templates}; or import a flow.json, a tasks.json of task-master or a TOML of steps.`,
  },
  table: { canRun: 'Can run' },
};
