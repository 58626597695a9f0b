import { databaseNow } from '@/lib/clock';
import { signInTables } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { isWhole, newCredential, sha256 } from '@/lib/hash';
import { newId } from '@/lib/ids';
import { engine } from '@/lib/pool';

type Tables = Pick<ReturnType<typeof signInTables>, 'accountLink' | 'user'>;
type Purpose = 'reset' | 'reset_by_mail' | 'verify';

const LIFE_MS: Record<Purpose, number> = {
  reset: 3_600_000,
  reset_by_mail: 3_600_000,
  verify: 24 * 3_600_000,
};

/** Whose account a link is about, and the address it was made for; the id is a database uuid. */
export interface LinkOwner {
  userId: string;
  email: string;
}

/** Makes the token of a link that is good once; earlier ones for the same are void. Only its hash is kept. */
export async function makeLink(
  purpose: Purpose,
  { userId, email }: LinkOwner,
): Promise<{ token: string; expiresAt: Date }> {
  const { token, hash } = newCredential('ao_link_');
  const expiresAt = new Date((await databaseNow(engine)).getTime() + LIFE_MS[purpose]);
  const tables = signInTables();
  await tables.$transaction([
    tables.accountLink.deleteMany({ where: { userId, purpose } }),
    tables.accountLink.create({ data: { id: newId(), userId, purpose, email, hash, expiresAt } }),
  ]);
  return { token, expiresAt };
}

/** Uses a link up, inside the transaction that does what it is for; answers whose it is. Throws NOT_FOUND where it is not good (any more). */
export async function useLink(
  tables: Tables,
  purposes: Purpose[],
  token: string,
): Promise<LinkOwner & { purpose: string }> {
  const found = isWhole(token)
    ? await tables.accountLink.findUnique({ where: { hash: sha256(token) }, include: { user: true } })
    : null;
  const good =
    found &&
    (purposes as string[]).includes(found.purpose) &&
    found.email === found.user.email &&
    found.expiresAt > (await databaseNow(engine));
  // Of two who use it at once, one deletes it.
  if (!good || (await tables.accountLink.deleteMany({ where: { id: found.id } })).count === 0)
    throw new AppError(
      'NOT_FOUND',
      'This link is not good any more: it was used, replaced by a newer one, or is too old. Ask for a new one.',
    );
  return { userId: found.userId, email: found.email, purpose: found.purpose };
}
