/** The words of the figures of agents by role, by engine and by reason. */
export const words = {
  columns: {
    began: 'Began',
    completed: 'Completed',
    failed: 'Failed',
    timeout: 'Timed out',
    ended: 'Ended',
    lost: 'Lost',
    released: 'Handed back',
    median: 'Median',
    turns: 'Turns',
    spent: 'Spent',
  },
  role: { name: 'Role', label: 'Figures by role' },
  engine: { name: 'Engine', label: 'Figures by engine', none: 'None yet' },
  reasons: 'Why agents failed',
  noReasons: 'None failed in this period.',
};
