/** The words of the limits of projects and runners, and of the field that each limit has. */
export const words = {
  field: {
    range: (min: number, max: number, orNothing: boolean) =>
      `A whole number from ${min} to ${max}${orNothing ? ', or nothing' : ''}`,
    unit: (unit: string) => `, in ${unit}`,
    save: 'Save',
    undo: 'Undo',
  },
  projects: {
    title: 'Agents at work on a project',
    none: 'No project yet',
    add: 'Add a project',
    atWork: 'Agents at work',
    on: (project: string) => `on ${project}`,
  },
  runners: {
    title: 'Runners',
    connect: 'Connect a machine',
    none: 'No machine is connected',
    slots: 'Slots',
    of: (runner: string) => `of ${runner}`,
    used: (used: number, slots: number) => `${used} of ${slots} slots used`,
    pause: 'Pause',
    resume: 'Resume',
  },
};
