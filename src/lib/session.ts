/**
 * What every connection must be like, whatever the database or its user has as a default: a statement that waited for a lock
 * must see what was written meanwhile, or two tasks hold one file.
 */
const SETTLED = 'default_transaction_isolation=read committed';

/** A connection's options: what is settled for all, and more settings (`name=value`). A pooler takes none of them. */
export const sessionOf = (settings: string[] = []): string =>
  [SETTLED, ...settings].map((setting) => `-c ${setting.replaceAll(' ', '\\ ')}`).join(' ');
