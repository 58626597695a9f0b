/** The words of what a runner found out about its own machine. */
export const words = {
  ok: 'Good',
  warning: 'Warning',
  error: 'Problem',
  fix: 'Fix: {command}',
  copy: 'Copy the fix',
};
