/** The words of raising a task's caps. */
export const words = {
  title: 'Raise a cap',
  budget: 'Budget in dollars',
  budgetNow: (cap: string | null, spent: string) => `Now ${cap ?? 'no cap'}. Spent ${spent}.`,
  budgetSpent: (spent: string) => `More than the ${spent} that are spent`,
  turns: 'Turns',
  minutes: 'Minutes',
  now: (n: number) => `Now ${n}.`,
  asIs: 'as it is',
  raise: 'Raise and try again',
  errors: {
    budget: 'An amount such as 2.50',
    turns: 'A whole number up to 1000',
    minutes: 'Up to 1440',
  },
};
