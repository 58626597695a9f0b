import {
  createLoader,
  type inferParserType,
  parseAsArrayOf,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { RISKS } from './risk-chip';
import { STATUSES } from './status-vocabulary';
import { TASK_TYPES } from './type-words';

export const VIEWS = ['list', 'table', 'board', 'graph'] as const;
export const SORTS = ['updated', 'created', 'priority', 'number'] as const;

/** The task list's filters as they stand in the address. */
export const taskFilterParsers = {
  q: parseAsString.withDefault(''),
  status: parseAsArrayOf(parseAsStringLiteral(STATUSES)).withDefault([]),
  risk: parseAsArrayOf(parseAsStringLiteral(RISKS)).withDefault([]),
  project: parseAsString.withDefault(''),
  type: parseAsArrayOf(parseAsStringLiteral(TASK_TYPES)).withDefault([]),
  label: parseAsString.withDefault(''),
  assignee: parseAsString.withDefault(''),
  archived: parseAsStringLiteral(['true', 'all'] as const),
};
export type TaskFilters = inferParserType<typeof taskFilterParsers>;

/** How the tasks are laid out and ordered. */
export const taskViewParsers = {
  view: parseAsStringLiteral(VIEWS).withDefault('list'),
  sort: parseAsStringLiteral(SORTS).withDefault('updated'),
};
export type TaskView = inferParserType<typeof taskViewParsers>;

/** Which task is open beside the list, and what is shown of it. */
export const taskPeekParsers = {
  peek: parseAsString,
  tab: parseAsStringLiteral(['proof', 'log', 'changes'] as const).withDefault('proof'),
};

export const readTaskFilters = createLoader({ ...taskFilterParsers, ...taskViewParsers });
export const readTaskPeek = createLoader(taskPeekParsers);

/** How many filters narrow the list. */
export const countFilters = ({ q, status, risk, project, type, label, assignee, archived }: TaskFilters) =>
  [q, project, label, assignee, archived].filter(Boolean).length + status.length + risk.length + type.length;
