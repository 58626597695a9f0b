import type { Route } from '@/http/route';

/** Every endpoint with its handler. A test fails where an endpoint has none. */
export const ROUTES: Route[] = [];
