import { z } from 'zod';
import { DEFAULT_TIMERS, Timers, timerFaults } from '@/contract/protocol';
import { adoptSettings } from './foreign-settings';
import { shared } from './shared';

const choice = <const T extends string>(...values: T[]) =>
  z.enum(values, { error: `must be one of ${values.join(', ')}` });
const flag = (fallback: boolean) =>
  choice('true', 'false', '1', '0', 'on', 'off')
    .transform((v) => v === 'true' || v === '1' || v === 'on')
    .default(fallback);
const whole = (min: number, max: number) => {
  const error = `must be a whole number from ${min} to ${max}`;
  return z.coerce.number({ error }).int(error).min(min, error).max(max, error);
};
const address = z.url({ protocol: /^https?$/, error: 'must be an address like https://agents.example.com' });
const database = z.string().regex(/^postgres(ql)?:\/\//, 'must start with postgresql://');

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
  .pipe(Timers.partial().strict())
  .transform((given): Timers => ({ ...DEFAULT_TIMERS, ...given }));

/** How long serverless hosting lets a request run: `maxDuration` of the catch-all route. */
const SERVERLESS_MAX_MS = 60_000;

/** Every setting the server reads from its environment. `.env.example` names each; a test compares the two. */
export const EnvSchema = z.object({
  NODE_ENV: choice('development', 'production', 'test').default('development'),
  DATABASE_URL: database.optional(),
  DIRECT_DATABASE_URL: database.optional(),
  DATABASE_POOL: whole(2, 200).default(10),
  WAKE_THROUGH: choice('auto', 'postgres', 'redis', 'polling').default('auto'),
  CRON_SECRET: z.string().min(16, 'must have at least 16 characters').optional(),
  AUTH_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  OWNER_TOKEN: z.string().min(32, 'must have at least 32 characters').optional(),
  SIGN_UP: choice('invited', 'open').default('invited'),
  QUOTA_PEOPLE: whole(0, 1_000_000).optional(),
  QUOTA_RUNNERS: whole(0, 1_000_000).optional(),
  QUOTA_PROJECTS: whole(0, 1_000_000).optional(),
  QUOTA_TASKS_PER_DAY: whole(0, 1_000_000_000).optional(),
  QUOTA_LOG_BYTES: whole(0, 1_000_000_000_000_000).optional(),
  QUOTA_ATTACHMENT_BYTES: whole(0, 1_000_000_000_000_000).optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/[^/]/, 'must be an address like smtp://user:password@mail.example.com:587')
    .optional(),
  GITHUB_CLIENT_ID: z.string().optional(),
  GITHUB_CLIENT_SECRET: z.string().optional(),
  GOOGLE_CLIENT_ID: z.string().optional(),
  GOOGLE_CLIENT_SECRET: z.string().optional(),
  OIDC_ISSUER: z
    .string()
    .regex(
      /^(https:\/\/.|http:\/\/(localhost|127\.0\.0\.1)(:\d+)?(\/|$))/,
      'must be an address like https://login.example.com',
    )
    .optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().max(40).optional(),
  MAIL_FROM: z.string().max(300).optional(),
  RATE_LIMIT_ENABLED: flag(true),
  RATE_LIMIT_PER_MINUTE: whole(1, 1_000_000).default(100),
  SIGN_IN_LIMIT_PER_MINUTE: whole(1, 1_000_000).default(60),
  TRUSTED_PROXIES: whole(0, 10).default(0),
  UPSTASH_REDIS_REST_URL: address.optional(),
  UPSTASH_REDIS_REST_TOKEN: z.string().optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: address.optional(),
  OTEL_SERVICE_NAME: z.string().default('agent-orchestrator'),
  METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, 'must start with redis://')
    .optional(),
  VAPID_PRIVATE_KEY: z
    .string()
    .regex(/^[\w-]{43}$/, 'must be 32 bytes as base64url, as `npx web-push generate-vapid-keys` prints them')
    .optional(),
  VAPID_SUBJECT: z
    .string()
    .regex(/^(mailto:.+@|https:\/\/)./, 'must be an address like mailto:ops@example.com')
    .optional(),
  /** Lets push endpoints be on this machine; only for tests. */
  PUSH_TO_LOOPBACK: flag(false),
  PORT: whole(0, 65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: address.optional(),
  DATA_DIR: z.string().default('.data'),
  /** Lets the Next door treat callers as the single user; only for a server that listens on loopback alone. */
  SINGLE_USER: choice('loopback', 'off').optional(),
  LOCAL_RUNNER: flag(true),
  LOCAL_RUNNER_DIR: z.string().optional(),
  LOCAL_RUNNER_CONCURRENCY: whole(1, 64).default(1),
  /** `false` hands out no work: claims are answered, but only with what a runner had already been given. */
  ENABLE_QUEUE_PROCESSOR: flag(true),
  EMBEDDED_POSTGRES_USER: z.string().default('postgres,nobody'),
  /** Older events are deleted, whole seals at a time; 0 keeps them. */
  EVENT_RETENTION_DAYS: whole(0, 36_500).default(0),
  /** Months of agents' logs that lie wholly further back are removed; 0 keeps every log. */
  LOG_RETENTION_DAYS: whole(0, 36_500).default(0),
  LOG_LEVEL: choice('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent').default('info'),
  AGENT_ORCHESTRATOR_TIMERS: timers.default(DEFAULT_TIMERS),
  VERCEL: z.string().default(''),
});
export type Env = z.output<typeof EnvSchema>;

/**
 * Settings that make no sense without others. Links in a mail, and the way back from a provider of sign-ins, lead to an
 * address that no caller can choose.
 */
const NEEDS: Record<string, string[]> = {
  UPSTASH_REDIS_REST_URL: ['UPSTASH_REDIS_REST_TOKEN'],
  SMTP_URL: ['MAIL_FROM', 'PUBLIC_URL'],
  GITHUB_CLIENT_ID: ['GITHUB_CLIENT_SECRET', 'PUBLIC_URL'],
  GOOGLE_CLIENT_ID: ['GOOGLE_CLIENT_SECRET', 'PUBLIC_URL'],
  OIDC_ISSUER: ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'PUBLIC_URL'],
};

/**
 * The settings, read once. Throws one error that names every faulty setting, a line each.
 */
export const env = (): Env => shared('env', () => parseEnv(process.env));

/** Parses settings from any source of variables, an empty one as not set; throws as `env` does. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const { settings, faults } = adoptSettings(given);
  for (const [name, needs] of Object.entries(NEEDS))
    for (const needed of needs)
      if (settings[name] && !settings[needed]) faults.push(`${needed}: must be set where ${name} is`);
  if (settings.WAKE_THROUGH === 'redis' && !settings.REDIS_URL)
    faults.push('REDIS_URL: must be set where WAKE_THROUGH is redis');
  const result = EnvSchema.safeParse(settings);
  const unfit = result.success
    ? timerFaults(result.data.AGENT_ORCHESTRATOR_TIMERS, result.data.VERCEL ? SERVERLESS_MAX_MS : undefined)
    : [];
  faults.push(...unfit.map((fault) => `AGENT_ORCHESTRATOR_TIMERS: ${fault}`));
  if (result.success && faults.length === 0) return result.data;
  const wrong = result.error?.issues.map(
    (issue) => `${issue.path.join('.') || 'environment'}: ${issue.message}`,
  );
  const lines = [...(wrong ?? []), ...faults].map((fault) => `  ${fault}`);
  throw new Error(
    `These settings are not right:\n${lines.join('\n')}\nSee .env.example for what each one means.`,
  );
}
