import type { Role, Scope } from '@/contract/policy';
import { engine } from '@/lib/pool';
import { accountsOn } from './accounts-on';
import { bySessionId } from './find-access';
import { STANDS_PERSONAL_TOKEN } from './find-personal-token.sql';
import { remembering } from './find-session';

/** Somebody who was let in, and by what. Database uuids. */
interface LetIn {
  userId: string;
  workspaceId: string;
  /** Both null for the single user of this machine. */
  sessionId: string | null;
  tokenId: string | null;
}
/** What they may do now. */
interface Standing {
  role: Role;
  scopes: Scope[] | null;
  /** What an access token is limited to; none where there is no such limit. */
  projectIds?: string[];
  administrator: boolean;
  verified: boolean;
}

/** What somebody who was let in before may do now; null where they would not be let in again. */
export async function askAgain({ userId, workspaceId, sessionId, tokenId }: LetIn): Promise<Standing | null> {
  if (tokenId) {
    const [row] = await engine.query(STANDS_PERSONAL_TOKEN, [tokenId]);
    if (row?.user_id !== userId || row.workspace_id !== workspaceId) return null;
    return {
      role: row.role,
      scopes: row.scopes,
      projectIds: row.project_ids,
      administrator: false,
      verified: true,
    };
  }
  if (sessionId) {
    const found = await remembering(`session ${sessionId}`, () => bySessionId(sessionId));
    const at = found?.memberships.find((one) => one.workspaceId === workspaceId);
    if (found?.userId !== userId || !at) return null;
    return { role: at.role, scopes: null, administrator: found.administrator, verified: found.verified };
  }
  return (await accountsOn()) ? null : { role: 'owner', scopes: null, administrator: true, verified: true };
}
