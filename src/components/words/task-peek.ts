/** The words of a task beside the list. */
export const words = {
  show: (ref: string) => `Show ${ref} beside the list`,
  showKeys: 'Show beside the list (space bar on the row)',
  label: (ref: string) => `${ref} beside the list`,
  open: 'Open',
  openIt: (ref: string) => `Open the page of ${ref}`,
  close: 'Close',
  closeKeys: 'Close (Escape)',
  about: 'About this task',
  tabs: { proof: 'Proof', log: 'Log', changes: 'Changes' },
  unread: 'The task could not be read',
  on: (runner: string) => `on ${runner}`,
};
