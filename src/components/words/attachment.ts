/** The words of giving files to a task, whether there is one yet or not. */
export const words = {
  attach: 'Attach files',
  choose: 'Files to attach',
  leaveOut: (name: string) => `Leave out ${name}`,
  empty: (name: string) => `${name} is empty.`,
  large: (name: string, size: string, most: string) =>
    `${name} has ${size}. A task takes files of ${most} at most: attach a part of it, or pack it.`,
  unreadable: (name: string) => `${name} could not be read. Choose it again.`,
};
