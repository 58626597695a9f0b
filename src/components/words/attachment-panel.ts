/** The words of the files that a task has. */
export const words = {
  title: 'Attached files',
  full: (most: number) => `${most} files are all that a task takes. Delete one to add another.`,
  live: 'The agent at work has what was here when it began; the next one gets what is added now.',
  read: 'Agents read these files; none of them is committed.',
  none: 'Screenshots, logs, notes: agents read what you attach. Drop or paste it here.',
  file: {
    deleted: (name: string) => `${name} deleted`,
    noAuthor: 'somebody who left',
    delete: (name: string) => `Delete ${name}`,
    ask: (name: string) => `Delete ${name}?`,
    gone: 'Agents that begin from now on do not get it. It cannot be brought back.',
    confirm: 'Delete file',
  },
  upload: {
    sending: 'Sending {name}, {size}',
    again: (name: string) => `Send ${name} again`,
    leaveOut: 'Leave out',
  },
};
