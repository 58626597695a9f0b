import type { Timers } from '@/contract/protocol';
import { env } from './env';

/** The clocks of the protocol as this server gives them out. */
export const timers = (): Timers => env().AGENT_ORCHESTRATOR_TIMERS;
