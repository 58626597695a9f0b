import { supervise } from '@/contract/health';
import { openRoute, type Route } from '@/http/route';
import { sweep } from '@/services/supervisor/sweep';

export const CRON_ROUTES: Route[] = [
  openRoute(supervise, async () => ({ ran: true, sweeps: await sweep() })),
];
