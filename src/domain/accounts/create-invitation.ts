import type { BodyOf, ReturnsOf } from '@/contract/endpoint';
import type { createInvitation as endpoint } from '@/contract/member';
import type { Role } from '@/contract/policy';
import { appendEvent } from '@/domain/events/append-event';
import { databaseNow } from '@/lib/clock';
import type { Tx } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { newCredential } from '@/lib/hash';
import { newId, toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { invitationToWire } from './list-invitations';

const LIFE_MS = 7 * 86_400_000;

interface Host {
  workspaceId: string;
  userId: string;
  role: Role;
  /** How the person reaches this server. */
  origin: string;
}

/** Makes a link that lets one person in; only its hash is kept. Throws FORBIDDEN where somebody else than an owner makes an owner. */
export async function createInvitation(
  tx: Tx,
  runs: Runs,
  { workspaceId, userId, role: own, origin }: Host,
  { role, email }: BodyOf<typeof endpoint>,
): Promise<Omit<ReturnsOf<typeof endpoint>, 'mailed'>> {
  if (role === 'owner' && own !== 'owner') throw new AppError('FORBIDDEN', 'Only an owner makes owners.');
  const { token, hash } = newCredential('ao_inv_');
  const row = await tx.invitation.create({
    data: {
      id: newId(),
      workspaceId,
      role,
      email: email ?? null,
      hash,
      invitedBy: userId,
      expiresAt: new Date((await databaseNow(runs)).getTime() + LIFE_MS),
    },
    include: { inviter: true },
  });
  appendEvent(runs, {
    workspaceId,
    type: 'invitation.created',
    actor: `person:${userId}`,
    payload: { invitationId: toWireId('inv', row.id), role, email: row.email },
  });
  // Behind the hash, a browser sends it to nobody.
  return { ...invitationToWire(row), link: `${origin}/invitation#${token}` };
}
