import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '@/contract/account';
import { authSecret } from './auth-secret';
import { signInTables } from './db';
import { env } from './env';
import { newId } from './ids';
import { hashPassword, isPassword } from './passwords';
import { shared } from './shared';

const DAY_S = 86_400;

async function open() {
  const [{ betterAuth }, { prismaAdapter }] = await Promise.all([
    import('better-auth/minimal'),
    import('better-auth/adapters/prisma'),
  ]);
  const address = env().PUBLIC_URL;
  const secure = address?.startsWith('https:') ?? false;
  return betterAuth({
    appName: 'Agent Orchestrator',
    baseURL: address ?? `http://localhost:${env().PORT}`,
    basePath: '/api/auth',
    secret: authSecret(),
    database: prismaAdapter(signInTables(), { provider: 'postgresql' }),
    telemetry: { enabled: false },
    // Ours counts by caller, through the same store as everything else.
    rateLimit: { enabled: false },
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
    session: { expiresIn: 7 * DAY_S, updateAge: DAY_S },
    advanced: {
      useSecureCookies: false,
      database: { generateId: () => newId() },
      cookies: {
        session_token: {
          name: secure ? '__Host-ao_session' : 'ao_session',
          attributes: { httpOnly: true, sameSite: 'lax', path: '/', secure },
        },
      },
    },
    logger: { disabled: true },
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
