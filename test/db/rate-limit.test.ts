import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { disposeShared } from '@/lib/shared';
import { startApi } from '../support/api-server';
import { freePort } from '../support/free-port';
import { send } from '../support/protocol-runner';
import { hasRedis, type RedisHere, startRedis, startRestFront } from '../support/redis';
import { withDatabase } from '../support/with-database';

withDatabase();
const STORES = ['REDIS_URL', 'UPSTASH_REDIS_REST_URL', 'UPSTASH_REDIS_REST_TOKEN'];

afterEach(async () => {
  for (const name of STORES) delete process.env[name];
  await disposeShared();
});

/** The limiter as a process with these settings has it. */
async function limiterWith(settings: Record<string, string> = {}) {
  Object.assign(process.env, settings);
  vi.resetModules();
  return (await import('@/lib/rate-limit')).rateLimit;
}
const rule = (more: object = {}) => ({ name: 'default', key: randomUUID(), perMinute: 20, draw: 1, ...more });

function itLimits(settings: () => Record<string, string>) {
  it('lets exactly as many through at once as it says, whoever asks first', async () => {
    const rateLimit = await limiterWith(settings());
    const one = rule();
    const verdicts = await Promise.all(Array.from({ length: 60 }, () => rateLimit(one)));
    const passed = verdicts.filter(({ success }) => success).length;
    // A few more where the window slides on meanwhile.
    expect(passed).toBeGreaterThanOrEqual(20);
    expect(passed).toBeLessThan(30);
    expect(verdicts.every(({ limit }) => limit === 20)).toBe(true);
    expect(Math.min(...verdicts.map(({ remaining }) => remaining))).toBe(0);
    expect(verdicts.every(({ reset }) => reset > Date.now() - 1_000)).toBe(true);
  });

  it('counts each caller alone', async () => {
    const rateLimit = await limiterWith(settings());
    const busy = rule({ perMinute: 1 });
    await rateLimit(busy);
    expect((await rateLimit(busy)).success).toBe(false);
    expect((await rateLimit(rule({ perMinute: 1 }))).success).toBe(true);
  });
}

describe('over Postgres, which everyone has', () => {
  itLimits(() => ({}));

  it('draws many tokens at once for hot callers, and never more than there are', async () => {
    const rateLimit = await limiterWith();
    const hot = rule({ perMinute: 100, draw: 30 });
    const verdicts = [];
    for (let n = 0; n < 130; n++) verdicts.push(await rateLimit(hot));
    expect(verdicts.filter(({ success }) => success).length).toBeLessThanOrEqual(2 * 90);
    expect(verdicts.at(-1)!.success).toBe(false);
  });

  it('draws no more for those who ask at once than for those who ask in turn', async () => {
    const rateLimit = await limiterWith();
    const hot = rule({ perMinute: 100, draw: 30 });
    const verdicts = await Promise.all(Array.from({ length: 60 }, () => rateLimit(hot)));
    expect(verdicts.filter(({ success }) => success)).toHaveLength(60);
  });
});

describe.skipIf(!hasRedis())('over Redis (not run where no redis-server is installed)', () => {
  let redis: RedisHere;
  beforeAll(async () => {
    redis = await startRedis();
  });
  beforeEach(() => redis.client.flushall());
  afterAll(() => redis?.stop());

  describe('by its own protocol', () => {
    itLimits(() => ({ REDIS_URL: redis.url }));

    it('keeps its counts there, for every server that shares it', async () => {
      const here = await limiterWith({ REDIS_URL: redis.url });
      const one = rule({ perMinute: 1 });
      await here(one);
      expect(await redis.client.keys('ao:default:*')).not.toEqual([]);
      await disposeShared();
      const there = await limiterWith({ REDIS_URL: redis.url });
      expect((await there(one)).success).toBe(false);
    });
  });

  describe('by Upstash’s REST interface', () => {
    let front: Awaited<ReturnType<typeof startRestFront>>;
    beforeAll(async () => {
      front = await startRestFront(redis.client, 'the-token');
    });
    afterAll(() => front?.stop());
    itLimits(() => ({ UPSTASH_REDIS_REST_URL: front.url, UPSTASH_REDIS_REST_TOKEN: 'the-token' }));
  });
});

describe('a caller without a credential', () => {
  it('gets a hundred answers a minute, each saying what is left, then is told when to come again', async () => {
    const api = await startApi({ door: 'own' });
    try {
      const answers = [];
      for (let n = 0; n < 210; n++) answers.push(await send(api.url, 'GET', '/api/openapi.json'));
      const good = answers.filter(({ status }) => status === 200);
      // More where the window slides on meanwhile.
      expect(good.length).toBeGreaterThanOrEqual(100);
      expect(good.length).toBeLessThan(answers.length);
      expect(good[0]!.headers.get('x-ratelimit-limit')).toBe('100');
      expect(good[0]!.headers.get('x-ratelimit-remaining')).toBe('99');
      const { status, error, headers } = answers.find((answer) => answer.status !== 200)!;
      expect([status, error.code]).toEqual([429, 'RATE_LIMITED']);
      const seconds = Number(headers.get('retry-after'));
      expect(seconds).toBeGreaterThan(0);
      expect(seconds).toBeLessThanOrEqual(60);
      expect((await send(api.url, 'GET', '/api/health')).status).toBe(200);
    } finally {
      await api.stop();
    }
  });
});

describe('a store that is down', () => {
  it('stops nobody, but where credentials are tried it lets nobody in', async () => {
    const rateLimit = await limiterWith({ REDIS_URL: `redis://127.0.0.1:${await freePort()}` });
    expect((await rateLimit(rule())).success).toBe(true);
    await expect(rateLimit(rule({ name: 'auth' }))).rejects.toMatchObject({ status: 503 });
  });

  it('is told apart from others behind the same proxy, by what that one adds', async () => {
    const api = await startApi({ door: 'own', env: { TRUSTED_PROXIES: '1', RATE_LIMIT_PER_MINUTE: '3' } });
    try {
      // What stands before the proxy's own word is whatever the caller wrote.
      const from = (address: string, n: number) =>
        send(api.url, 'GET', '/api/openapi.json', {
          headers: { 'x-forwarded-for': `10.0.0.${n}, ${address}` },
        });
      const stranger = [];
      for (let n = 0; n < 10; n++) stranger.push((await from('203.0.113.9', n)).status);
      expect(stranger.filter((status) => status === 429).length).toBeGreaterThan(0);
      expect((await from('203.0.113.10', 1)).status).toBe(200);
    } finally {
      await api.stop();
    }
  });
});
