import { getHealth, getHealthAlias, getOpenApi } from '@/contract/health';
import { openRoute, type Route } from '@/http/route';
import { checkHealth } from '@/lib/check-health';
import { shared } from '@/lib/shared';
import { VERSION } from '@/lib/version';
import { openApi } from './openapi';

/** What anyone may ask. */
export const OPEN_ROUTES: Route[] = [
  openRoute(getHealth, checkHealth),
  openRoute(getHealthAlias, checkHealth),
  openRoute(getOpenApi, () => ({ status: 200, value: shared('openapi', () => openApi(VERSION)) })),
];
