import { RUNNING } from '../task/status-vocabulary';

/** Queries that a page's server part and its browser part must spell alike. */
export const EXCEPTIONS_OPEN = { status: 'open', snoozed: 'false', limit: 50 } as const;
export const IN_REVIEW = { status: 'IN_REVIEW', limit: 50 } as const;
export const RUNNING_NOW = { status: RUNNING.join(','), limit: 20 } as const;
export const RECENT_TASKS = { limit: 50 } as const;
export const RECENT_EVENTS = { limit: 30 } as const;
