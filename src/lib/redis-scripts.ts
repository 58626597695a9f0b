import { createHash } from 'node:crypto';
import type { Ratelimit } from '@upstash/ratelimit';
import { Redis } from 'ioredis';
import { env } from './env';
import { shared } from './shared';

type Wanted = ConstructorParameters<typeof Ratelimit>[0]['redis'];

const sha1 = (text: string) => createHash('sha1').update(text).digest('hex');

/**
 * Any Redis in the shape @upstash/ratelimit calls. Upstash's scripts begin with `#!lua flags=allow-key-locking`,
 * a flag no other Redis knows: it refuses them whole, so that line goes and the digest is taken anew.
 */
export function redisScripts(): Wanted {
  const redis = shared(
    'redis',
    () =>
      new Redis(env().REDIS_URL!, {
        // Requests that come before the connection stands wait for it, as long as a limit may take at all.
        connectTimeout: 1_000,
        commandTimeout: 1_000,
        maxRetriesPerRequest: 1,
      }),
    (held) => held.quit().catch(() => held.disconnect()),
  );
  redis.on('error', () => {});
  const known = new Map<string, { sha: string; text: string }>();
  return {
    async evalsha(sha: string, keys: string[], args: unknown[]) {
      const script = known.get(sha);
      if (!script) throw new Error('NOSCRIPT');
      try {
        return await redis.evalsha(script.sha, keys.length, ...keys, ...args.map(String));
      } catch (error) {
        if (!String(error).includes('NOSCRIPT')) throw error;
        return redis.eval(script.text, keys.length, ...keys, ...args.map(String));
      }
    },
    eval(source: string, keys: string[], args: unknown[]) {
      const text = source.replace(/^#!lua[^\n]*\n/, '');
      known.set(sha1(source), { sha: sha1(text), text });
      return redis.eval(text, keys.length, ...keys, ...args.map(String));
    },
  } as unknown as Wanted;
}
