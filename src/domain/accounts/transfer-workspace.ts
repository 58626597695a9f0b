import type { Tx } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { type Changer, changeMember } from './change-member';

/** Makes a member (wire id) an owner and who asks an admin, or neither. Throws NOT_FOUND, or CONFLICT for oneself. */
export async function transferWorkspace(
  tx: Tx,
  runs: Runs,
  by: Changer,
  memberId: string,
): Promise<{ ownerId: string }> {
  const me = toWireId('user', by.userId);
  if (memberId === me)
    throw new AppError('CONFLICT', 'You own this workspace already. Choose another member.');
  await changeMember(tx, runs, by, memberId, 'owner');
  await changeMember(tx, runs, by, me, 'admin');
  return { ownerId: memberId };
}
