/** The words that pages have before their components: titles of tabs, headings of forms, and what is not there. */
export const words = {
  description: 'Who needs you, why work is not moving, what it cost, and proof that it works.',
  device: 'Let a machine in',
  invitation: 'Invitation',
  reset: 'New password',
  signIn: 'Sign in',
  verify: 'Confirm your address',
  welcome: 'Welcome',
  attempt: (n: number, task: string) => `Attempt ${n} of ${task}`,
  connect: 'Connect a machine',
  locks: 'File locks',
  runsOf: (flow: string) => `Runs of ${flow}`,
  runOf: (flow: string) => `Run of ${flow}`,
  runs: 'Runs of flows',
  noSuch: {
    agent: 'No such agent',
    flow: 'No such flow',
    run: 'No such run',
    project: 'No such project',
    runner: 'No such runner',
    task: 'No such task',
  },
  newFlow: {
    title: 'New flow',
    lead: 'Begin with a template, or bring a flow.json, a tasks.json of task-master or a TOML of steps. A flow with faults is kept as a draft; it does not run until they are mended.',
  },
  newProject: {
    title: 'New project',
    lead: 'A project is one git repository with its checks and limits.',
  },
  importTasks: {
    title: 'Import tasks',
    lead: 'Up to a thousand at once, from CSV or JSON. They are checked first; nothing is written while there is a fault.',
  },
  newTask: {
    title: 'New task',
    lead: 'Say what shall be true when it is done. An agent works on it in a checkout of its own; the checks prove the result.',
  },
  nowhere: {
    title: 'There is nothing at this address',
    text: 'It may have been deleted, or the address has a mistake. Nothing has been changed.',
    overview: 'Go to the overview',
    needsYou: 'What needs you',
    tasks: 'All tasks',
  },
  notHere: {
    title: 'Not here',
    name: 'There is nothing with this name',
    text: 'It may have been deleted, or belong to another workspace, or be private to others.',
    tasks: 'Go to tasks',
  },
};
