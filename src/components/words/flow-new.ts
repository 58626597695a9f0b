/** The words of the page on which a flow begins: with a template, with nothing, or with a file. */
export const words = {
  project: 'Project',
  templates: {
    title: 'Templates',
    unread: 'The templates could not be read',
    noProjects: 'The projects could not be read',
    use: 'Use template',
    named: (name: string) => `Use ${name}`,
    failed: 'The flow was not created',
  },
  empty: {
    title: 'Empty',
    lead: 'Draw it from nothing.',
    create: 'Create empty flow',
    name: 'New flow',
  },
  import: {
    title: 'Import',
    content: 'flow.json, tasks.json or TOML',
    hint: 'Paste it, or drop a file here. Timeouts below 10,000 are read as seconds where all of them are, else as milliseconds.',
    choose: 'Choose a file',
    file: 'File to import',
    check: 'Check',
    import: 'Import flow',
    unread: 'The text could not be read as a flow',
    misshapen: 'Its shape is wrong',
  },
};
