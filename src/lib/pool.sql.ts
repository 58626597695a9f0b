/**
 * Begins a transaction with settings (`name=value`) of its own, in one message: a pooler gives the connection to
 * somebody else after it. Its isolation is that of session.ts.
 */
export const beginWith = (settings: string[]): string =>
  `begin isolation level read committed; select ${settings.map((one) => `set_config('${one.replace('=', "', '")}', true)`).join(', ')}`;
