import { AsyncLocalStorage } from 'node:async_hooks';
import type { ProviderId } from '@/contract/account';
import { authBasics, SESSIONS } from './auth';
import { env } from './env';
import { shared } from './shared';

const WAIT_MS = 10_000;

/** Somebody whom a provider vouches for and who has no account here. */
export interface Newcomer {
  email: string;
  /** Whether the provider has seen that the address is theirs. */
  emailVerified: boolean;
}
type Judge = (newcomer: Newcomer) => Promise<void>;

const judging = new AsyncLocalStorage<Judge>();

/** Runs a way back from a provider; `judge` throws where somebody without an account may not make one. Without it nobody may. */
export const judgedBy = <T>(judge: Judge, run: () => Promise<T>): Promise<T> => judging.run(judge, run);

/** The providers whose settings are there, with what their buttons say. */
export function providers(): { id: ProviderId; name: string }[] {
  const { GITHUB_CLIENT_ID, GOOGLE_CLIENT_ID, OIDC_ISSUER, OIDC_NAME } = env();
  return [
    ...(GITHUB_CLIENT_ID ? [{ id: 'github' as const, name: 'GitHub' }] : []),
    ...(GOOGLE_CLIENT_ID ? [{ id: 'google' as const, name: 'Google' }] : []),
    ...(OIDC_ISSUER ? [{ id: 'oidc' as const, name: OIDC_NAME ?? 'single sign-on' }] : []),
  ];
}

async function open() {
  const set = env();
  const [{ betterAuth }, { genericOAuth }, basics] = await Promise.all([
    import('better-auth/minimal'),
    import('better-auth/plugins/generic-oauth'),
    authBasics(),
  ]);
  const opened = betterAuth({
    ...basics,
    socialProviders: {
      ...(set.GITHUB_CLIENT_ID && {
        github: { clientId: set.GITHUB_CLIENT_ID, clientSecret: set.GITHUB_CLIENT_SECRET },
      }),
      ...(set.GOOGLE_CLIENT_ID && {
        google: { clientId: set.GOOGLE_CLIENT_ID, clientSecret: set.GOOGLE_CLIENT_SECRET },
      }),
    },
    plugins: set.OIDC_ISSUER
      ? [
          genericOAuth({
            config: [
              {
                providerId: 'oidc',
                discoveryUrl: `${set.OIDC_ISSUER.replace(/\/+$/, '')}/.well-known/openid-configuration`,
                clientId: set.OIDC_CLIENT_ID ?? '',
                clientSecret: set.OIDC_CLIENT_SECRET,
                scopes: ['openid', 'email', 'profile'],
                requireIdTokenVerification: true,
                pkce: true,
              },
            ],
          }),
        ]
      : [],
    // Only where both sides have seen that an address is a person's are two accounts one.
    account: { updateAccountOnSignIn: false, accountLinking: { requireLocalEmailVerified: true } },
    databaseHooks: {
      session: SESSIONS,
      // Who somebody is was all that was asked: nothing is kept that opens their account there.
      account: {
        create: {
          before: async (account) => ({
            data: { ...account, accessToken: null, refreshToken: null, idToken: null },
          }),
        },
      },
      user: {
        create: {
          before: async (user) => {
            const judge = judging.getStore();
            if (!judge) return false;
            await judge(user);
            return { data: { ...user, name: nameOf(user), image: null } };
          },
        },
      },
    },
  });
  // A provider that does not answer must not keep everybody waiting.
  await Promise.race([
    opened.$context,
    new Promise((_, refuse) =>
      setTimeout(() => refuse(new Error('the provider did not answer')), WAIT_MS).unref(),
    ),
  ]);
  return opened;
}

type Auth = Awaited<ReturnType<typeof open>>;

/** The library with its providers, apart from the one that knows sessions: those go on where a provider is down. */
export async function providerAuth(): Promise<Auth> {
  const holder = shared<{ opened?: Promise<Auth> }>('auth-providers', () => ({}));
  holder.opened ??= open();
  try {
    return await holder.opened;
  } catch (error) {
    holder.opened = undefined;
    throw error;
  }
}

function nameOf({ name, email }: { name: string; email: string }): string {
  const clean = name.replace(/[\p{Cc}\p{Cf}\p{Surrogate}]/gu, ' ').trim();
  return (clean || email.split('@')[0] || email).slice(0, 100);
}
