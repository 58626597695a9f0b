import { parseAsString } from 'nuqs/server';

/** The lines of a log that are picked (`120-134`), as they stand in the address. */
export const lineRange = parseAsString;

/** What is searched for in a log, as it stands in the address; `q` is the search of the list beside it. */
export const logSearch = parseAsString.withDefault('');
