/** The words of the page of a task: its tabs, and why it stands where it stands. */
export const words = {
  page: {
    unread: 'This task could not be read',
    tabs: 'About this task',
    summary: 'Summary',
    activity: 'Activity',
    log: 'Log',
    changes: 'Changes',
    attempts: 'Attempts',
    checks: 'Checks',
    notPassed: (count: number) => `${count} not passed`,
    cost: 'Cost',
    discussion: 'Discussion',
  },
  why: {
    label: 'Why it stands here',
    why: 'Why',
    unread: (cause: string) => `Why it stands here could not be read: ${cause}`,
    open: (ref: string) => `Open ${ref}`,
    runners: 'See runners',
    connect: 'Connect a machine',
    exceptions: 'See what needs you',
    tasks: 'See tasks',
    projects: 'See the project',
    agents: 'See the agent',
    more: 'See more',
  },
};
