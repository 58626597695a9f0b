import type { TaskStatus } from './task';

/** Where a task has ended: nothing moves it any more but a person who has it done again. Pages read this: it brings no schemas along. */
export const TERMINAL: ReadonlySet<TaskStatus> = new Set(['COMPLETED', 'FAILED', 'CANCELLED', 'SKIPPED']);
