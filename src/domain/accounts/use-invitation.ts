import { appendEvent } from '@/domain/events/append-event';
import { sha256 } from '@/lib/hash';
import { toWireId } from '@/lib/ids';
import { inEngine } from '@/lib/pool';
import { refuseOverQuota } from '@/lib/quota';
import { forgetSessions } from './find-session';
import { USE_INVITATION } from './invitations.sql';
import { readInvitation } from './read-invitation';

interface Guest {
  userId: string;
  name: string;
  email: string;
}

/** Lets a person into the workspace of an invitation, which is used up by it; answers the workspace's database uuid. Throws as `readInvitation`. */
export async function useInvitation(token: string, { userId, name, email }: Guest): Promise<string> {
  await readInvitation(token, email);
  const workspaceId = await inEngine(async (runs) => {
    const [row] = await runs.query(USE_INVITATION, [sha256(token), userId, email]);
    if (!row) return null;
    if (row.joined) await refuseOverQuota(runs, row.workspace_id, 'people');
    if (row.joined)
      appendEvent(runs, {
        workspaceId: row.workspace_id,
        type: 'member.joined',
        actor: `person:${userId}`,
        payload: { name, role: row.role, invitationId: toWireId('inv', row.id) },
      });
    return row.workspace_id as string;
  });
  forgetSessions();
  // Another used it between the two: the reading says so.
  if (workspaceId === null) return useInvitation(token, { userId, name, email });
  return workspaceId;
}
