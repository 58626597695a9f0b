/** What the bell and its list ask for. */
export const TOLD = { limit: 30 };
