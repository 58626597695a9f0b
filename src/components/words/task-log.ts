/** The words of the log of a task. */
export const words = {
  none: 'No agent has worked on this yet',
  begins: 'The log begins with the first line an agent writes.',
  agent: 'Agent',
};
