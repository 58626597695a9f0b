/** The words of the header of a task. */
export const words = {
  copyRef: 'Copy the ref',
  archived: 'Archived',
  risk: ' risk',
  priority: (name: string) => `${name} priority`,
  tries: (agents: number, failures: number, most: number) =>
    `${agents === 1 ? '1 agent' : `${agents} agents`}, ${failures} of ${most} failures used`,
  on: (runner: string) => `on ${runner}`,
  spentOf: (spent: string, budget: string) => `${spent} of ${budget}`,
  changed: 'changed {when}',
};
