import { fileURLToPath } from 'node:url';

/** The checkout: every command runs here, wherever npm was called. */
export const root = fileURLToPath(new URL('../../', import.meta.url));
