import { createLoader, type inferParserType, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { EXCEPTION_TYPES } from './exception-words';

/** The inbox's state as it stands in the address. */
export const exceptionParsers = {
  e: parseAsString,
  show: parseAsStringLiteral(['open', 'mine', 'snoozed', 'decided'] as const).withDefault('open'),
  type: parseAsStringLiteral(EXCEPTION_TYPES),
};
export type ExceptionFilters = inferParserType<typeof exceptionParsers>;

export const readExceptionFilters = createLoader(exceptionParsers);

/** The decision that is named, as it is called: people write `exc-17` too. */
export const refAsked = (e: string | null) => (e !== null && /^exc-\d+$/i.test(e) ? e.toUpperCase() : e);

/** The query for what is shown on the left. */
export const exceptionsOf = ({ show, type }: Pick<ExceptionFilters, 'show' | 'type'>) => ({
  status: show === 'decided' ? 'resolved,dismissed' : 'open,acknowledged',
  snoozed: show === 'decided' ? undefined : show === 'snoozed' ? ('true' as const) : ('false' as const),
  assigneeId: show === 'mine' ? ('me' as const) : undefined,
  type: type ?? undefined,
  limit: 50,
});
