import { auth } from '@/lib/auth';
import { BoundedMap } from '@/lib/bounded-map';
import { sha256 } from '@/lib/hash';
import { shared } from '@/lib/shared';
import { notify, topic } from '@/lib/wake';
import type { Membership } from './memberships';
import { mustVerify } from './must-verify';
import { standingOf } from './standing-of';

/** Ids are database uuids. */
export interface SignedIn {
  sessionId: string;
  userId: string;
  name: string;
  email: string;
  /** Whether the address is proven to be theirs, or need not be. */
  verified: boolean;
  /** Whether they look after the installation. */
  administrator: boolean;
  memberships: Membership[];
}

/** How long an answer may be remembered: a session that is ended, and a role that is taken, bite within this. */
const REMEMBER_MS = 900;
const MOST = 5_000;

const remembered = () =>
  shared('sessions', () => ({
    known: new BoundedMap<string, { found: SignedIn | null; until: number }>(MOST),
  }));

/** Who a credential is of, as it was found less than a second ago, or as it is found now. */
export async function remembering(
  credential: string,
  find: () => Promise<SignedIn | null>,
): Promise<SignedIn | null> {
  const { known } = remembered();
  const held = known.get(credential);
  if (held && held.until > performance.now()) return held.found;
  const found = await find();
  known.set(credential, { found, until: performance.now() + REMEMBER_MS });
  return found;
}

/** Who is signed in by these cookies, or null. Remembered for less than a second. */
export const findSession = (cookies: string): Promise<SignedIn | null> =>
  // By their digest: a stranger’s may be long, and many.
  remembering(`cookies ${sha256(cookies).toString('base64')}`, async () => {
    const { api } = await auth();
    const answer = await api.getSession({ headers: new Headers({ cookie: cookies }) });
    const standing = answer && (await standingOf(answer.user.id));
    return standing
      ? {
          sessionId: answer.session.id,
          userId: answer.user.id,
          name: answer.user.name,
          email: answer.user.email,
          verified: answer.user.emailVerified || !mustVerify(),
          ...standing,
        }
      : null;
  });

/** Forgets what this process remembers, and has open streams ask again: called by whoever ends a session or changes a membership. */
export const forgetSessions = (): void => {
  remembered().known = new BoundedMap(MOST);
  notify(topic.access);
};
