import { you } from './you';

/** The words of who looks after decisions, and when. */
export const words = {
  decisions: (n: number) => `${n} decisions`,
  assign: 'Assign',
  you,
  assigned: (what: string) => `${what} assigned`,
  nobody: 'Nobody',
  assignedNobody: (what: string) => `${what} assigned to nobody`,
  snoozedUntil: 'Snoozed until {time}',
  snooze: 'Snooze',
  snoozed: (what: string) => `${what} snoozed`,
  wake: 'Wake it',
  woken: (what: string) => `${what} woken`,
  merge: (ref: string) => `Merge into ${ref}`,
  merged: (ref: string) => `They get the answer of ${ref}`,
  undoMerge: (ref: string) => `Gets the answer of ${ref}: undo`,
  alone: 'On its own again',
  times: {
    hour: 'For an hour',
    tomorrow: 'Until tomorrow morning',
    week: 'Until next week',
  },
};
