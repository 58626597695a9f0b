/** The query for the sub-tasks of a task, as the page's server part and its browser part spell it. */
export const subTasksOf = (ref: string) =>
  ({ parent: ref, sort: 'number', order: 'asc', limit: 100 }) as const;
