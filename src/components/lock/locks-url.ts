import { createLoader, type inferParserType, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { projectAsked } from '@/contract/as-asked';

/** The page's state as it stands in the address. */
export const lockFilterParsers = {
  project: parseAsString.withDefault(''),
  view: parseAsStringLiteral(['table', 'tree', 'matrix', 'timeline']).withDefault('table'),
};
export type LockFilters = inferParserType<typeof lockFilterParsers>;

export const readLockFilters = createLoader(lockFilterParsers);

/** The query for the locks that are shown. */
export const locksOf = ({ project }: LockFilters) => ({ limit: 100, projectId: projectAsked(project) });
