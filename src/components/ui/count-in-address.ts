import { createParser } from 'nuqs/server';

/** A whole number from 0 up to a billion, as it stands in an address; anything else is none. */
export const countInAddress = createParser({
  parse: (text) => (/^\d{1,9}$/.test(text) ? Number(text) : null),
  serialize: String,
});
