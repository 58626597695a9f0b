import { BoundedMap } from '@/lib/bounded-map';
import { groupCommit } from '@/lib/group-commit';
import { sha256 } from '@/lib/hash';
import { engine } from '@/lib/pool';
import { shared } from '@/lib/shared';
import { FIND_RUNNERS_BY_TOKENS } from './find-token.sql';

export interface RunnerIdentity {
  runnerId: string;
  workspaceId: string;
  status: 'ACTIVE' | 'PAUSED' | 'SUSPECT' | 'REVOKED';
  fresh: boolean;
  labels: string[];
  projectIds: string[];
  outOfQuota: boolean;
  signedOnly: boolean;
}

/** How long an answer may be remembered: a revocation elsewhere bites within this. */
const REMEMBER_MS = 1_000;
const MOST = 20_000;

interface Remembered {
  identity: RunnerIdentity | null;
  until: number;
}
const remembered = () => shared('runner-tokens', () => ({ known: new BoundedMap<string, Remembered>(MOST) }));

interface Row {
  runner_id: string;
  workspace_id: string;
  status: RunnerIdentity['status'];
  fresh: boolean;
  labels: string[];
  project_ids: string[];
  out_of_quota: boolean;
  signed_only: boolean;
}

/** Tokens that are asked for together are one statement. */
const lookUp = () =>
  shared('find-tokens', () =>
    groupCommit<Buffer, Row | undefined>({
      lanes: 2,
      async run(hashes) {
        const found: (Row | undefined)[] = hashes.map(() => undefined);
        for (const row of await engine.query(FIND_RUNNERS_BY_TOKENS, [hashes])) found[row.ord - 1] = row;
        return found;
      },
    }),
  );

/** Who an access token (`aor_…`) belongs to, or null. Remembered for at most a second. */
export async function findToken(token: string): Promise<RunnerIdentity | null> {
  const cache = remembered().known;
  const now = performance.now();
  const known = cache.get(token);
  if (known && known.until > now) return known.identity;
  const row = await lookUp()(sha256(token));
  const identity = row
    ? {
        runnerId: row.runner_id,
        workspaceId: row.workspace_id,
        status: row.status,
        fresh: row.fresh,
        labels: row.labels,
        projectIds: row.project_ids,
        outOfQuota: row.out_of_quota,
        signedOnly: row.signed_only,
      }
    : null;
  cache.set(token, { identity, until: now + REMEMBER_MS });
  return identity;
}

/**
 * Forgets every remembered token of this process, those included that are being looked up: called by whoever changes
 * what they stand for.
 */
export const forgetTokens = (): void => {
  remembered().known = new BoundedMap(MOST);
};
