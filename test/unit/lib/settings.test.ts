import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { EnvSchema, parseEnv } from '@/lib/env';
import { FOREIGN_SETTINGS, settingNotes } from '@/lib/foreign-settings';

const refusal = (source: Record<string, string>): string => {
  try {
    parseEnv(source);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('it was not refused');
};

describe('settings', () => {
  test('that are not right are all named at once, a line each', () => {
    const lines = refusal({
      PORT: 'many',
      CRON_SECRET: 'short',
      JWT_SECRET: 'x',
      EVENT_DIR: '/events',
    }).split('\n');
    expect(lines).toHaveLength(6);
    for (const name of ['PORT', 'CRON_SECRET', 'JWT_SECRET', 'EVENT_DIR'])
      expect(lines.filter((line) => line.startsWith(`  ${name}: `))).toHaveLength(1);
  });

  test('say what would be right', () => {
    const said = refusal({
      PORT: 'many',
      DATABASE_POOL: '1',
      LOG_LEVEL: 'loud',
      PUBLIC_URL: 'agents',
      LOCAL_RUNNER: 'yes',
      AGENT_ORCHESTRATOR_TIMERS: '{"heartbeat":1}',
      UPSTASH_REDIS_REST_URL: 'https://eu.upstash.io',
    });
    expect(said).toContain('PORT: must be a whole number from 0 to 65535\n');
    expect(said).toContain('DATABASE_POOL: must be a whole number from 2 to 200\n');
    expect(said).toContain('LOG_LEVEL: must be one of fatal, error, warn,');
    expect(said).toContain('PUBLIC_URL: must be an address like https://agents.example.com\n');
    expect(said).toContain('LOCAL_RUNNER: must be one of true, false, 1, 0, on, off\n');
    expect(said).toContain('AGENT_ORCHESTRATOR_TIMERS: Unrecognized key: "heartbeat"\n');
    expect(said).toContain('UPSTASH_REDIS_REST_TOKEN: must be set where UPSTASH_REDIS_REST_URL is\n');
  });

  test('that are empty count as not set', () => {
    const names = [...Object.keys(EnvSchema.shape), ...FOREIGN_SETTINGS.map(({ name }) => name)];
    expect(parseEnv(Object.fromEntries(names.map((name) => [name, ''])))).toEqual(parseEnv({}));
  });
});

describe('settings of other orchestrators', () => {
  test.each(FOREIGN_SETTINGS.filter((one) => 'refused' in one).map(({ name }) => name))(
    '%s is refused in a sentence that names what to set instead',
    (name) => {
      const [, line = ''] = refusal({ [name]: 'true' }).split('\n');
      expect(line).toMatch(new RegExp(`^  ${name}: .*Remove it.*`));
      expect(
        [...Object.keys(EnvSchema.shape), 'AGENT_ORCHESTRATOR_HOME', 'dependsOn'].some((known) =>
          line.includes(known),
        ),
      ).toBe(true);
    },
  );

  test('are read as ours', () => {
    const { REDIS_URL, LOCAL_RUNNER_DIR, LOCAL_RUNNER_CONCURRENCY } = parseEnv({
      REDIS_HOST: 'cache',
      REDIS_PORT: '6380',
      REDIS_PASSWORD: 'p@ss',
      PROJECTS_DIR: '/srv/projects',
      WORKER_CONCURRENCY: '5',
    });
    expect({ REDIS_URL, LOCAL_RUNNER_DIR, LOCAL_RUNNER_CONCURRENCY }).toEqual({
      REDIS_URL: 'redis://:p%40ss@cache:6380',
      LOCAL_RUNNER_DIR: '/srv/projects',
      LOCAL_RUNNER_CONCURRENCY: 5,
    });
    expect(parseEnv({ REDIS_HOST: 'localhost' }).REDIS_URL).toBe('redis://localhost:6379');
    expect(parseEnv({ REDIS_PASSWORD: 'alone' }).REDIS_URL).toBeUndefined();
    expect(parseEnv({ PROJECTS_DIR: '/a', LOCAL_RUNNER_DIR: '/b' }).LOCAL_RUNNER_DIR).toBe('/b');
    expect(refusal({ WORKER_CONCURRENCY: 'many' })).toContain('LOCAL_RUNNER_CONCURRENCY');
  });

  test('that ask for what is so anyway are no fault', () => {
    expect(parseEnv({ USE_MULTI_AGENT_EVENTS: 'false' }).ENABLE_QUEUE_PROCESSOR).toBe(true);
    expect(parseEnv({ ENABLE_QUEUE_PROCESSOR: 'false' }).ENABLE_QUEUE_PROCESSOR).toBe(false);
  });

  test('that stay unused are told to whoever starts the server', () => {
    expect(
      settingNotes({
        ANTHROPIC_API_KEY: 'k',
        GITHUB_TOKEN: 't',
        PROJECTS_DIR: '/a',
        REDIS_PORT: '1',
        PORT: '3000',
      }),
    ).toEqual([
      expect.stringMatching(/^REDIS_PORT is not used without the rest of its address; set REDIS_URL\.$/),
      'PROJECTS_DIR is read as LOCAL_RUNNER_DIR.',
      expect.stringMatching(/^GITHUB_TOKEN is not used: /),
      'ANTHROPIC_API_KEY is handed to the runner of this machine; the server calls no model.',
    ]);
    expect(settingNotes({ PROJECTS_DIR: '/a', LOCAL_RUNNER_DIR: '/b' })).toEqual([
      'PROJECTS_DIR is not used, as LOCAL_RUNNER_DIR is set.',
    ]);
  });

  test('become settings that there are, and .env.example names each', () => {
    const example = readFileSync('.env.example', 'utf8');
    for (const one of FOREIGN_SETTINGS) {
      expect(example).toContain(one.name);
      if ('becomes' in one) expect(Object.keys(EnvSchema.shape)).toContain(one.becomes);
      expect(Object.keys(EnvSchema.shape)).not.toContain(one.name);
    }
  });
});

describe('.env.example', () => {
  const given = [...readFileSync('.env.example', 'utf8').matchAll(/^#? ?([A-Z][A-Z0-9_]+)=(.*)$/gm)].map(
    ([, name, value]) => [name!, value!] as const,
  );

  test.each(given)('%s=%s is accepted', (name, value) => {
    expect(() => parseEnv({ [name]: value })).not.toThrow();
  });

  test('shows each default as it is', () => {
    const defaults = parseEnv({}) as Record<string, unknown>;
    const EXAMPLES = /_URL$|^NODE_ENV$|^VAPID_SUBJECT$/;
    for (const [name, value] of given)
      if (value && !EXAMPLES.test(name))
        expect((parseEnv({ [name]: value }) as Record<string, unknown>)[name], name).toEqual(defaults[name]);
  });
});

describe('the clocks of the protocol', () => {
  const refusal = (timers: object, more: Record<string, string> = {}) => {
    try {
      parseEnv({ AGENT_ORCHESTRATOR_TIMERS: JSON.stringify(timers), ...more });
    } catch (error) {
      return (error as Error).message;
    }
    return null;
  };

  test.each([
    [{ heartbeatMs: 30_000 }, 'three heartbeats and a request must fit into the lease'],
    [{ trustMarginMs: 40_000 }, 'the trust window must outlast two heartbeats'],
    [{ leaseGraceMs: 25_000, flushMs: 10_000 }, 'the grace must be at least half the lease'],
    [{ tokenLifeMs: 200_000 }, 'an access token must outlive four leases'],
    [{ cancelGraceMs: 20_000 }, 'cancelling and flushing must fit into the grace'],
  ])('that do not fit together keep a server from starting: %o', (timers, sentence) => {
    expect(refusal(timers)).toContain(`AGENT_ORCHESTRATOR_TIMERS: ${sentence}`);
  });

  test('may hold a poll for long on a machine of one’s own, not on serverless hosting', () => {
    expect(refusal({ pollHoldMs: 58_000 })).toBeNull();
    expect(refusal({ pollHoldMs: 58_000 }, { VERCEL: '1' })).toContain(
      'well before the platform cuts it off',
    );
    expect(refusal({}, { VERCEL: '1' })).toBeNull();
  });
});
