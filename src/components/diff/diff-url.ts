import { parseAsStringLiteral } from 'nuqs/server';

/** How changes are laid out, as it stands in the address. */
export const diffLayout = parseAsStringLiteral(['unified', 'split']).withDefault('unified');
