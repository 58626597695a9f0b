import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { disposeShared } from '@/lib/shared';
import type { WakeChannel, WakeEars } from '@/lib/wake-channel';
import { WakesOverPostgres } from '@/lib/wake-postgres';
import { WakesOverRedis } from '@/lib/wake-redis';
import { freePort } from '../support/free-port';
import { hasRedis, type RedisHere, startRedis } from '../support/redis';
import { withDatabase } from '../support/with-database';

const database = withDatabase();
const open: WakeChannel[] = [];
afterEach(async () => {
  for (const channel of open.splice(0)) await channel.close();
  await disposeShared();
});

/** What one process hears, and whether it can. */
function processWith(make: (ears: WakeEars) => WakeChannel) {
  const heard: string[] = [];
  const said: string[] = [];
  const channel = make({
    heard: (topics) => heard.push(...topics),
    up: () => said.push('up'),
    down: () => said.push('down'),
  });
  open.push(channel);
  return { channel, heard, said, isUp: () => vi.waitFor(() => expect(said.at(-1)).toBe('up'), 8_000) };
}

function itWakes(make: () => (ears: WakeEars) => WakeChannel) {
  it('tells every other process, and not itself', async () => {
    const [one, two, three] = [processWith(make()), processWith(make()), processWith(make())];
    for (const each of [one, two, three]) await each.isUp();
    const topics = Array.from({ length: 250 }, () => `c:${randomUUID()}`);
    one.channel.tell(topics);
    await vi.waitFor(() => expect([two.heard, three.heard]).toEqual([topics, topics]), 8_000);
    expect(one.heard).toEqual([]);
  });
}

describe('wake-ups through Postgres', () => {
  const make = () => (ears: WakeEars) => new WakesOverPostgres(database.url, ears);
  itWakes(make);

  it('are heard again after the connection was cut', async () => {
    const [one, two] = [processWith(make()), processWith(make())];
    for (const each of [one, two]) await each.isUp();
    const admin = new pg.Client({ connectionString: database.url });
    await admin.connect();
    await admin.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'ao-wake' and datname = current_database()",
    );
    await admin.end();
    await vi.waitFor(() => expect([one.said, two.said]).toEqual(Array(2).fill(['up', 'down', 'up'])), 8_000);
    one.channel.tell(['c:again']);
    await vi.waitFor(() => expect(two.heard).toEqual(['c:again']), 8_000);
  });
});

describe.skipIf(!hasRedis())('wake-ups through Redis (not run where no redis-server is installed)', () => {
  let redis: RedisHere;
  const make =
    (name = 'one') =>
    () =>
    (ears: WakeEars) =>
      new WakesOverRedis(redis.url, name, ears);
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis?.stop());
  itWakes(make());

  it('keep apart those who share a Redis but no database', async () => {
    const [one, other, same] = [processWith(make()()), processWith(make('other')()), processWith(make()())];
    for (const each of [one, other, same]) await each.isUp();
    one.channel.tell(['c:here']);
    await vi.waitFor(() => expect(same.heard).toEqual(['c:here']), 8_000);
    expect(other.heard).toEqual([]);
  });

  it('are heard again after the connection was cut', async () => {
    const [one, two] = [processWith(make()()), processWith(make()())];
    for (const each of [one, two]) await each.isUp();
    await redis.client.client('KILL', 'TYPE', 'pubsub');
    await redis.client.client('KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
    await vi.waitFor(() => expect([one.said, two.said]).toEqual(Array(2).fill(['up', 'down', 'up'])), 8_000);
    await vi.waitFor(() => {
      one.channel.tell(['c:again']);
      expect(two.heard).toContain('c:again');
    }, 8_000);
  });
});

describe('a channel that is down', () => {
  it('costs its waiters a second at most, and is said in the log once', async () => {
    process.env.WAKE_THROUGH = 'redis';
    process.env.REDIS_URL = `redis://127.0.0.1:${await freePort()}`;
    try {
      // What a channel that has just been closed still says may have read the settings anew.
      await disposeShared();
      vi.resetModules();
      const { logger } = await import('@/lib/logger');
      const warn = vi.spyOn(logger(), 'warn').mockImplementation(() => {});
      const { waitFor } = await import('@/lib/wake');
      for (let n = 0; n < 3; n++) expect(await waitFor(['c:nobody-tells'], 20_000)).toBe(true);
      expect(warn.mock.calls).toMatchObject([[{ through: 'Redis' }, expect.stringContaining('each second')]]);
    } finally {
      delete process.env.WAKE_THROUGH;
      delete process.env.REDIS_URL;
    }
  });
});
