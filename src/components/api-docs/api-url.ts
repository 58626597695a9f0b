import { parseAsString } from 'nuqs/server';

/** The words that the reference of the API is narrowed by, as they stand in the address. */
export const apiWords = parseAsString.withDefault('');
