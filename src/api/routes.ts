import type { Route } from '@/http/route';
import { CRON_ROUTES } from './cron';
import { RUNNER_AGENT_ROUTES } from './runner-agents';
import { RUNNER_MACHINE_ROUTES } from './runner-machines';

/** Every endpoint with its handler. A test fails where an endpoint has none. */
export const ROUTES: Route[] = [...RUNNER_MACHINE_ROUTES, ...RUNNER_AGENT_ROUTES, ...CRON_ROUTES];
