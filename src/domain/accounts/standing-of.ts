import { signInTables } from '@/lib/db';
import { type Membership, memberships } from './memberships';

/** What an account is here. */
interface Standing {
  administrator: boolean;
  memberships: Membership[];
}

/** Where a person (a database uuid) may go; null where nobody gets in as them. */
export async function standingOf(userId: string): Promise<Standing | null> {
  const [user, all] = await Promise.all([
    signInTables().user.findUnique({
      where: { id: userId },
      select: { administrator: true, disabledAt: true },
    }),
    memberships(userId),
  ]);
  return user && user.disabledAt === null ? { administrator: user.administrator, memberships: all } : null;
}
