import {
  createLoader,
  type inferParserType,
  parseAsArrayOf,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { RiskLevel, TaskStatus } from '@/contract/task';

/** The task list's filters as they stand in the address. */
export const taskFilterParsers = {
  q: parseAsString.withDefault(''),
  status: parseAsArrayOf(parseAsStringLiteral(TaskStatus.options)).withDefault([]),
  risk: parseAsArrayOf(parseAsStringLiteral(RiskLevel.options)).withDefault([]),
  project: parseAsString.withDefault(''),
};
export type TaskFilters = inferParserType<typeof taskFilterParsers>;

export const readTaskFilters = createLoader(taskFilterParsers);
