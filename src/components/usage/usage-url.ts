import { createLoader, type inferParserType, parseAsStringLiteral } from 'nuqs/server';

export const PERIODS = ['24h', '7d', '30d', '90d'] as const;
export const GROUPINGS = ['project', 'role', 'model', 'runner', 'flow', 'person'] as const;

/** The page's state as it stands in the address. */
export const usageParsers = {
  period: parseAsStringLiteral(PERIODS).withDefault('7d'),
  by: parseAsStringLiteral(GROUPINGS).withDefault('project'),
  view: parseAsStringLiteral(['bars', 'table'] as const).withDefault('bars'),
};
export type UsageView = inferParserType<typeof usageParsers>;

export const readUsageView = createLoader(usageParsers);

/** The query for what is shown. */
export const usageOf = ({ period, by }: Pick<UsageView, 'period' | 'by'>) => ({ period, by });
