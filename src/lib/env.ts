import { z } from 'zod';
import { DEFAULT_TIMERS, Timers } from '@/contract/protocol';
import { adoptSettings } from './foreign-settings';

const flag = (fallback: boolean) =>
  z
    .enum(['true', 'false', '1', '0', 'on', 'off', ''])
    .default('')
    .transform((v) => (v === '' ? fallback : v === 'true' || v === '1' || v === 'on'));
const optional = (schema: z.ZodType<string>) =>
  z.preprocess((v) => (v === '' ? undefined : v), schema.optional());

const timers = z
  .string()
  .default('{}')
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: 'custom', message: 'must be a JSON object' });
      return z.NEVER;
    }
  })
  .pipe(Timers.partial())
  .transform((given): Timers => ({ ...DEFAULT_TIMERS, ...given }));

/** Every setting the server reads from its environment. `.env.example` names each; a test compares the two. */
export const EnvSchema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  DATABASE_URL: optional(z.string().regex(/^postgres(ql)?:\/\//, 'must start with postgresql://')),
  DIRECT_DATABASE_URL: optional(z.string().regex(/^postgres(ql)?:\/\//, 'must start with postgresql://')),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(10),
  CRON_SECRET: optional(z.string().min(16, 'must have at least 16 characters')),
  RATE_LIMIT_ENABLED: flag(true),
  RATE_LIMIT_PER_MINUTE: z.coerce.number().int().min(1).max(1_000_000).default(100),
  UPSTASH_REDIS_REST_URL: optional(z.url()),
  UPSTASH_REDIS_REST_TOKEN: optional(z.string().min(1)),
  REDIS_URL: optional(z.string().regex(/^rediss?:\/\//, 'must start with redis://')),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: optional(z.url()),
  DATA_DIR: z.string().default('.data'),
  /** Lets the Next door treat callers as the single user; only for a server that listens on loopback alone. */
  SINGLE_USER: z.enum(['loopback', 'off', '']).default(''),
  LOCAL_RUNNER: flag(true),
  LOCAL_RUNNER_DIR: optional(z.string()),
  LOCAL_RUNNER_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(1),
  /** `false` hands out no work: claims are answered, but only with what a runner had already been given. */
  ENABLE_QUEUE_PROCESSOR: flag(true),
  EMBEDDED_POSTGRES_USER: z.string().default('postgres,nobody'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  AGENT_ORCHESTRATOR_TIMERS: timers.default(DEFAULT_TIMERS),
  VERCEL: z.string().default(''),
});
export type Env = z.output<typeof EnvSchema>;

let parsed: Env | undefined;

/**
 * The settings, read once. Throws one error that names every faulty setting, a line each.
 */
export function env(): Env {
  parsed ??= parseEnv(process.env);
  return parsed;
}

/** Parses settings from any source of variables; throws as `env` does. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const { settings, faults } = adoptSettings(source);
  const result = EnvSchema.safeParse(settings);
  if (result.success && faults.length === 0) return result.data;
  const wrong = result.error?.issues.map(
    (issue) => `${issue.path.join('.') || 'environment'}: ${issue.message}`,
  );
  const lines = [...(wrong ?? []), ...faults].map((fault) => `  ${fault}`);
  throw new Error(
    `These settings are not right:\n${lines.join('\n')}\nSee .env.example for what each one means.`,
  );
}
