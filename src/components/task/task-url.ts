import { parseAsString, parseAsStringLiteral } from 'nuqs/server';

const TABS = ['summary', 'activity', 'log', 'changes', 'attempts', 'checks', 'cost', 'discussion'] as const;

/** What of a task’s page is open, as it stands in the address. */
export const taskPageParsers = {
  tab: parseAsStringLiteral(TABS).withDefault('summary'),
  /** How the time is drawn in Activity. */
  time: parseAsStringLiteral(['bars', 'table']).withDefault('bars'),
  /** Whose log is shown: the number of an attempt or an agent’s id. */
  run: parseAsString,
};
