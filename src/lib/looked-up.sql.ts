/**
 * Every entry of a list meets this. What the planner cannot judge it takes to leave one of them, and so each row is looked
 * up by its key: a plan that was made while a table was nearly empty would read all of it, for as long as the plan is kept.
 */
export const lookedUp = (list: string) => `${list}.ord between 1 and 2147483647`;
