import { createLoader, type inferParserType, parseAsString } from 'nuqs/server';
import { projectAsked, wordsAsked } from '@/contract/as-asked';
import { countInAddress } from '../ui/count-in-address';

/** The page's state as it stands in the address. */
export const flowFilterParsers = {
  project: parseAsString.withDefault(''),
  q: parseAsString.withDefault(''),
  offset: countInAddress.withDefault(0),
};
export type FlowFilters = inferParserType<typeof flowFilterParsers>;

export const readFlowFilters = createLoader(flowFilterParsers);

/** The query for the flows that are shown. */
export const flowsOf = ({ project, q, offset }: FlowFilters) => ({
  projectId: projectAsked(project),
  q: wordsAsked(q, 100),
  limit: 50,
  offset,
});
