import { parseAsBoolean, parseAsStringLiteral } from 'nuqs/server';

/** How changes are laid out, as it stands in the address. */
export const diffLayout = parseAsStringLiteral(['unified', 'split']).withDefault('unified');
/** Whether the tree shows the files alone that somebody said something of. */
export const onlyCommented = parseAsBoolean.withDefault(false);
