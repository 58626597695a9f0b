/** The words of the list of a flow's faults. */
export const words = {
  none: 'No faults: it can run.',
  fault: 'Fault',
  note: 'Note',
  show: (id: string | null) => `Show ${id}`,
};
