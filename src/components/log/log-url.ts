import { parseAsString } from 'nuqs/server';

/** The lines of a log that are picked (`120-134`), as they stand in the address. */
export const lineRange = parseAsString;
