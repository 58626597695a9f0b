/** The words of the palette. */
export const words = {
  machines: 'Machines',
  help: 'Help',
  api: 'The API',
  beginWith: 'Begin with',
  goTo: 'Go to',
  do: 'Do',
  placeholder: 'Words, a ref, or # @ > ?',
  found: 'Found',
  looking: 'Looking…',
  nothing: 'Nothing is called that.',
  count: (n: number) => `${n} found. # tasks, @ agents, > actions, ? help.`,
  tasks: 'Tasks, by their number or words',
  agents: 'Agents and machines',
  actions: 'What can be done here',
};
