/** The query for the tasks that start next, as the page's server part and its browser part spell it. */
export const NEXT_UP = { limit: 10 } as const;
