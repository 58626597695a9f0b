import {
  createLoader,
  type inferParserType,
  parseAsArrayOf,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { RISKS } from './risk-chip';
import { STATUSES } from './status-vocabulary';

/** The task list's filters as they stand in the address. */
export const taskFilterParsers = {
  q: parseAsString.withDefault(''),
  status: parseAsArrayOf(parseAsStringLiteral(STATUSES)).withDefault([]),
  risk: parseAsArrayOf(parseAsStringLiteral(RISKS)).withDefault([]),
  project: parseAsString.withDefault(''),
};
export type TaskFilters = inferParserType<typeof taskFilterParsers>;

export const readTaskFilters = createLoader(taskFilterParsers);
