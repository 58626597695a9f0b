import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '@/contract/account';
import { authSecret } from './auth-secret';
import { signInTables } from './db';
import { env } from './env';
import { AppError } from './errors';
import { newId } from './ids';
import { hashPassword, isPassword } from './passwords';
import { shared } from './shared';

const DAY_S = 86_400;

/** Nobody gets in as somebody who was shut out, by whichever way; their sessions count for nothing besides. */
export const SESSIONS = {
  create: {
    before: async ({ userId }: { userId: string }) => {
      const shut = { id: userId, disabledAt: { not: null } };
      if ((await signInTables().user.count({ where: shut })) > 0)
        throw new AppError(
          'FORBIDDEN',
          'This account is disabled. Ask an administrator of this installation to enable it.',
          { details: { disabled: true } },
        );
    },
  },
};

/** What every use of the library shares: the secret, the tables, the cookies. */
export async function authBasics() {
  const { prismaAdapter } = await import('better-auth/adapters/prisma');
  const address = env().PUBLIC_URL;
  const secure = address?.startsWith('https:') ?? false;
  const attributes = { httpOnly: true, sameSite: 'lax', path: '/', secure } as const;
  const named = (name: string) => (secure ? `__Host-${name}` : name);
  return {
    appName: 'Agent Orchestrator',
    baseURL: address ?? `http://localhost:${env().PORT}`,
    basePath: '/api/auth',
    secret: authSecret(),
    database: prismaAdapter(signInTables(), { provider: 'postgresql' }),
    telemetry: { enabled: false },
    // Ours counts by caller, through the same store as everything else.
    rateLimit: { enabled: false },
    session: { expiresIn: 7 * DAY_S, updateAge: DAY_S },
    advanced: {
      useSecureCookies: false,
      database: { generateId: () => newId() },
      cookies: {
        session_token: { name: named('ao_session'), attributes },
        state: { name: named('ao_sign_in'), attributes },
      },
    },
    logger: { disabled: true },
  };
}

async function open() {
  const [{ betterAuth }, basics] = await Promise.all([import('better-auth/minimal'), authBasics()]);
  return betterAuth({
    ...basics,
    databaseHooks: { session: SESSIONS },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: SHORTEST_PASSWORD,
      maxPasswordLength: LONGEST_PASSWORD,
      autoSignIn: false,
      revokeSessionsOnPasswordReset: true,
      password: {
        hash: hashPassword,
        verify: ({ hash, password }) => isPassword(hash, password),
      },
    },
  });
}

type Auth = Awaited<ReturnType<typeof open>>;

/** The library that knows people's sessions and passwords; loaded when the first person signs in. */
export const auth = (): Promise<Auth> => shared('auth', open);

/** The cookie of a session, whatever scheme this server is reached by. */
export const hasSessionCookie = (cookies: string | undefined): cookies is string =>
  cookies !== undefined && /(?:^|;\s*)(?:__Host-)?ao_session=/.test(cookies);

/** Whether the library refused what it was asked, rather than failed. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof Error && 'statusCode' in error && Number(error.statusCode) < 500;
