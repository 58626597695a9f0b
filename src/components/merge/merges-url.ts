import { createLoader, type inferParserType, parseAsString } from 'nuqs/server';
import { projectAsked } from '@/contract/as-asked';

/** The page's state as it stands in the address. */
export const mergeFilterParsers = { project: parseAsString.withDefault('') };
export type MergeFilters = inferParserType<typeof mergeFilterParsers>;

export const readMergeFilters = createLoader(mergeFilterParsers);

/** The query for the lines that are shown. */
export const linesOf = ({ project }: MergeFilters) => ({ projectId: projectAsked(project) });
