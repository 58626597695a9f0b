import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { disposeShared } from '@/lib/shared';
import { type ApiServer, startApi } from '../support/api-server';
import { freePort } from '../support/free-port';
import { rawCall } from './api/raw-call';

let api: ApiServer;
beforeAll(async () => {
  process.env.DATABASE_URL = `postgresql://nobody:nothing@127.0.0.1:${await freePort()}/none`;
  api = await startApi({ door: 'own' });
});
afterAll(async () => {
  await api.stop();
  await disposeShared();
});

describe('while the database is down', () => {
  it('the health says so with 503, quickly, in its usual form', async () => {
    const begin = performance.now();
    const { status, json } = await rawCall(api.url, 'GET', '/api/health');
    expect([status, json.status, json.checks.database.status]).toEqual([503, 'degraded', 'error']);
    expect(performance.now() - begin).toBeLessThan(4_000);
  });

  it('every call of a person is refused as one that can be repeated', async () => {
    for (const path of ['/api/tasks', '/api/dashboard/stats', '/api/events/stream']) {
      const { status, json, headers, text } = await rawCall(api.url, 'GET', path);
      expect([status, json.error.code, headers['retry-after']], path).toEqual([
        503,
        'DATABASE_UNAVAILABLE',
        '2',
      ]);
      expect(text).not.toMatch(/ECONNREFUSED|nobody|nothing/);
    }
  });
});
