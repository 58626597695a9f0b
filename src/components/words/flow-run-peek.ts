/** The words of one node of a run beside the others. */
export const words = {
  attempt: (which: string) => `try ${which}`,
  close: 'Close',
  closeKeys: 'Close (Escape)',
  step: 'Which step',
  about: 'About this node',
  tabs: { log: 'Log', changes: 'Changes', output: 'Output' },
  noAgent: 'No agent has worked on it.',
  noAgentItself: (does: string) => `${does}. No agent works on it itself.`,
  noLog: { title: 'No agent has worked on this yet', lead: 'A runner takes it from the queue.' },
  output: { none: 'It has given nothing out.', copyIt: 'Copy output', copy: 'Copy' },
};
