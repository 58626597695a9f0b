import { Ratelimit } from '@upstash/ratelimit';
import { Redis } from '@upstash/redis';
import { BoundedMap } from './bounded-map';
import { env } from './env';
import { AppError } from './errors';
import { logger } from './logger';
import { engine } from './pool';
import { COUNT_REQUESTS } from './rate-limit.sql';
import { redisScripts } from './redis-scripts';
import { shared } from './shared';

export interface Verdict {
  success: boolean;
  limit: number;
  remaining: number;
  /** Unix milliseconds. */
  reset: number;
}
interface Rule {
  name: string;
  key: string;
  perMinute: number;
  draw: number;
}
type Config = ConstructorParameters<typeof Ratelimit>[0];

const WINDOW_MS = 60_000;
/** How long an answer of the store is waited for. Who may not pass uncounted would rather wait on a busy machine. */
const PATIENCE_MS = { auth: 5_000, others: 1_000 };
/** Callers whose rest is in memory: a rest that is dropped is drawn again. */
const MOST_DRAWN = 10_000;
const drawn = () =>
  shared(
    'rate-limit-drawn',
    () => new BoundedMap<string, { left: number; until: number; verdict: Verdict }>(MOST_DRAWN),
  );

/** Draws that the store has not answered yet, by their callers. */
const drawing = () => shared('rate-limit-drawing', () => new Map<string, Promise<Verdict>>());

/**
 * Counts one request. Rules that draw more than one token at a time keep the rest in memory until the
 * window's end. A store that is down lets requests through, except for `auth`, which fails closed.
 */
export async function rateLimit(rule: Rule): Promise<Verdict> {
  for (;;) {
    const pocket = drawn().get(rule.key);
    if (pocket && pocket.left > 0 && pocket.until > Date.now()) {
      pocket.left--;
      return {
        ...pocket.verdict,
        remaining: pocket.verdict.remaining + pocket.left,
      };
    }
    const underway = drawing().get(rule.key);
    if (!underway) return draw(rule);
    // Whoever asks meanwhile has of what is being drawn: else as many would be drawn for each, and lost.
    const verdict = await underway;
    if (!verdict.success) return verdict;
  }
}

async function draw(rule: Rule): Promise<Verdict> {
  if (rule.draw === 1) return ask(rule);
  const asked = ask(rule).then((verdict) => {
    if (verdict.success) drawn().set(rule.key, { left: rule.draw - 1, until: verdict.reset, verdict });
    return verdict;
  });
  drawing().set(rule.key, asked);
  return asked.finally(() => drawing().delete(rule.key));
}

async function ask(rule: Rule): Promise<Verdict> {
  try {
    const { success, limit, remaining, reset, reason } = await limiterFor(rule).limit(rule.key, {
      rate: rule.draw,
    });
    if (reason === 'timeout' && rule.name === 'auth')
      throw new Error('the rate-limit store did not answer in time');
    return {
      success,
      limit: limit || rule.perMinute,
      remaining: Math.max(0, remaining),
      reset,
    };
  } catch (error) {
    if (rule.name === 'auth') {
      throw new AppError(
        'DATABASE_UNAVAILABLE',
        'Attempts cannot be counted at the moment, so none is let through. Try again in a moment.',
        { cause: error },
      );
    }
    logger().warn(
      { error: (error as Error).message },
      'the rate-limit store is down; requests are let through',
    );
    return {
      success: true,
      limit: rule.perMinute,
      remaining: rule.perMinute,
      reset: Date.now() + WINDOW_MS,
    };
  }
}

/** @upstash/ratelimit over Upstash, over any Redis, or over the database everyone has. */
function limiterFor(rule: Rule): Ratelimit {
  return shared(`rate-limiter:${rule.name}:${rule.perMinute}`, () => {
    const common = {
      prefix: `ao:${rule.name}`,
      timeout: rule.name === 'auth' ? PATIENCE_MS.auth : PATIENCE_MS.others,
      enableTelemetry: false,
    } as const;
    const limiter = Ratelimit.slidingWindow(rule.perMinute, '60 s');
    if (env().UPSTASH_REDIS_REST_URL) {
      return new Ratelimit({
        ...common,
        redis: new Redis({
          url: env().UPSTASH_REDIS_REST_URL,
          token: env().UPSTASH_REDIS_REST_TOKEN,
        }),
        limiter,
      });
    }
    if (env().REDIS_URL) return new Ratelimit({ ...common, redis: redisScripts(), limiter });
    return new Ratelimit({
      ...common,
      redis: {} as Config['redis'],
      limiter: overPostgres(rule),
      ephemeralCache: false,
    });
  });
}

function overPostgres({ perMinute }: Rule): Config['limiter'] {
  const reset = () => (Math.floor(Date.now() / WINDOW_MS) + 1) * WINDOW_MS;
  const algorithm = () => ({
    async limit(_context: unknown, key: string, rate = 1) {
      const [row] = await engine.query(COUNT_REQUESTS, [key, WINDOW_MS, perMinute, rate]);
      return {
        success: row !== undefined,
        limit: perMinute,
        remaining: row ? Math.max(0, perMinute - row.used) : 0,
        reset: reset(),
        pending: Promise.resolve(),
      };
    },
    async getRemaining() {
      return { remaining: perMinute, reset: reset(), limit: perMinute };
    },
    async resetTokens() {},
  });
  return algorithm as unknown as Config['limiter'];
}
