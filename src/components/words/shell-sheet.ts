/** The words of the sheet of shortcuts. */
export const words = {
  title: 'Keyboard shortcuts',
  groups: { Everywhere: 'Everywhere', 'Go to': 'Go to', 'This page': 'This page' },
  singleKeys: 'Single-key shortcuts on',
};
