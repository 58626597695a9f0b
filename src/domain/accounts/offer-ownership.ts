import { signInTables } from '@/lib/db';
import { newCredential } from '@/lib/hash';
import { accountsOn } from './accounts-on';

/**
 * Makes the token by which this installation gets its first owner; null where it has one. The one before is void:
 * only who started the server last has it.
 */
export async function offerOwnership(): Promise<string | null> {
  if (await accountsOn()) return null;
  const { token, hash } = newCredential('ao_own_');
  await signInTables().bootstrap.upsert({
    where: { one: true },
    create: { hash },
    update: { hash, usedAt: null },
  });
  return token;
}
