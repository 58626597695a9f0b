/** The words of the marks of a task: its priority, its type and what its checks say. */
export const words = {
  priority: {
    names: ['Urgent', 'High', 'Normal', 'Low', 'Lowest'],
    other: (priority: number) => `Priority ${priority}`,
    label: (name: string) => `Priority: ${name}`,
  },
  type: {
    epic: 'Epic',
    feature: 'Feature',
    story: 'Story',
    task: 'Task',
    bug: 'Bug',
    gathers: 'Gathers sub-tasks; done when all of them are.',
    worked: 'An agent works on it.',
  },
  verdict: {
    passed: 'Proven',
    failed: 'Checks failed',
    unproven: 'Unproven',
    gaps: 'Gaps found',
    person: 'A person must judge',
    none: 'Not verified yet',
  },
};
