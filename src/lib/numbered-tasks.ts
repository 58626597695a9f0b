/**
 * As all tasks are. The indexes of tasks by status, by change and by number are there for who says so (in SQL: `number > 0`),
 * and for nobody who looks one task up by its key.
 */
export const NUMBERED = { number: { gt: 0 } } as const;
