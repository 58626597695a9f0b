import type { TaskType } from '@/contract/task';

/** Types that gather sub-tasks and are done with them; all others are worked on. The database offers only those to runners. */
const GATHERING: ReadonlySet<TaskType> = new Set(['epic', 'feature', 'story']);

export const gathers = (type: TaskType): boolean => GATHERING.has(type);

/** How many levels of sub-tasks may stand below each other, the topmost included. */
export const MOST_LEVELS = 5;
