/** The words of the cards of the board, and of carrying them. */
export const words = {
  board: {
    label: 'Board',
    stays: (ref: string) => `${ref} stays where it is`,
    moved: (ref: string, column: string) => `${ref} moved to “${column}”`,
    notMoved: (ref: string) => `${ref} was not moved`,
  },
  carried: {
    start: (ref: string) => `${ref} is carried.`,
    over: (ref: string, column?: string) => `${ref} is over “${column}”.`,
    put: (ref: string, column?: string) => `${ref} was put on “${column}”.`,
    back: (ref: string) => `${ref} was put back.`,
  },
  card: {
    risk: ' risk',
    move: 'Move to…',
  },
};
