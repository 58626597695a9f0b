/** The words of what happened while nobody looked. */
export const words = {
  away: 'While you were away:',
  for: (duration: string) => `For ${duration}`,
  done: (n: number) => `${n} done`,
  failed: (n: number) => `${n} failed`,
  needsYou: (n: number) => `${n} need${n === 1 ? 's' : ''} you`,
  close: 'Close the summary',
};
