import { createLoader, type inferParserType, parseAsInteger, parseAsString } from 'nuqs/server';

/** The page's state as it stands in the address. */
export const flowFilterParsers = {
  project: parseAsString.withDefault(''),
  q: parseAsString.withDefault(''),
  offset: parseAsInteger.withDefault(0),
};
export type FlowFilters = inferParserType<typeof flowFilterParsers>;

export const readFlowFilters = createLoader(flowFilterParsers);

/** The query for the flows that are shown. */
export const flowsOf = ({ project, q, offset }: FlowFilters) => ({
  projectId: project || undefined,
  q: q || undefined,
  limit: 50,
  offset: Math.max(0, offset),
});
