/** The words of where the time of a task went. */
export const words = {
  title: 'Where the time went',
  shown: 'How the time is shown',
  bars: 'Bars',
  table: 'Table',
  asTable: 'Where the time went, as a table',
  what: 'What',
  began: 'Began after',
  took: 'Took',
  state: 'State',
  still: 'still',
  over: 'over',
  inRound: (check: string, round: number) => `${check}, round ${round}`,
  phases: {
    queue: 'In the queue',
    work: 'At work',
    proof: 'Being proven',
    person: 'Waiting for a person',
  },
};
