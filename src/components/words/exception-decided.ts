/** The words of a decision that has been made. */
export const words = {
  decided: 'Decided',
  dismissed: 'Dismissed',
  said: 'What it said',
  answer: 'Answer',
  because: (why: string) => `Closed by itself: ${why}.`,
  none: 'None',
  inWords: 'In words',
  by: 'By',
  rule: 'a rule of its project: somebody had said {always}',
  always: 'always',
  words: 'Words',
  delivered: 'Delivered',
  toAgent: 'to the agent {time}',
};
