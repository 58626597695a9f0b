import type { Role, Scope } from '@/contract/policy';
import { BoundedMap } from '@/lib/bounded-map';
import { isWhole, sha256 } from '@/lib/hash';
import { engine } from '@/lib/pool';
import { shared } from '@/lib/shared';
import { notify, topic } from '@/lib/wake';
import { FIND_PERSONAL_TOKEN } from './find-personal-token.sql';

/** Ids are database uuids. */
export interface TokenOwner {
  tokenId: string;
  workspaceId: string;
  userId: string;
  role: Role;
  scopes: Scope[];
  projectIds: string[];
}

/** How long an answer may be remembered: a revocation bites within this. */
const REMEMBER_MS = 900;
const MOST = 5_000;

interface Remembered {
  owner: TokenOwner | null;
  until: number;
}
const remembered = () =>
  shared('personal-tokens', () => ({ known: new BoundedMap<string, Remembered>(MOST) }));

/** Whose access token (`ao_pat_…`) this is, or null where it is not good (any more). Remembered for less than a second. */
export async function findPersonalToken(token: string): Promise<TokenOwner | null> {
  if (!isWhole(token)) return null;
  const { known } = remembered();
  const now = performance.now();
  const held = known.get(token);
  if (held && held.until > now) return held.owner;
  const [row] = await engine.query(FIND_PERSONAL_TOKEN, [sha256(token)]);
  const owner: TokenOwner | null = row
    ? {
        tokenId: row.id,
        workspaceId: row.workspace_id,
        userId: row.user_id,
        role: row.role,
        scopes: row.scopes,
        projectIds: row.project_ids,
      }
    : null;
  known.set(token, { owner, until: now + REMEMBER_MS });
  return owner;
}

/** Forgets what this process remembers, and has open streams ask again: called by whoever ends or replaces a token. */
export const forgetPersonalTokens = (): void => {
  remembered().known = new BoundedMap(MOST);
  notify(topic.access);
};
