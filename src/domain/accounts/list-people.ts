import type { AdminUser } from '@/contract/admin';
import type { Page } from '@/contract/list';
import { type Prisma, signInTables } from '@/lib/db';
import { notFound } from '@/lib/errors';
import { toWireId } from '@/lib/ids';
import { idCursor, type PageQuery, pageOf, skipOf } from '@/lib/page';
import { engine } from '@/lib/pool';
import { MEMBERSHIPS_OF_ALL } from './people.sql';

const WITH = {
  accounts: { select: { providerId: true }, orderBy: { createdAt: 'asc' } },
  sessions: { select: { updatedAt: true }, orderBy: { updatedAt: 'desc' }, take: 1 },
} as const satisfies Prisma.UserInclude;
type Row = Prisma.UserGetPayload<{ include: typeof WITH }>;

/** Everyone who has an account, the newest first, or those whose name or address has a text in it; `me` is the database uuid of who looks. */
export async function listPeople(
  query: PageQuery & { search?: string },
  me: string,
): Promise<Page<AdminUser>> {
  const { search } = query;
  const has = { contains: search, mode: 'insensitive' } as const;
  const where = search ? { OR: [{ name: has }, { email: has }] } : {};
  const after = idCursor(query.cursor);
  const { user } = signInTables();
  const [count, rows] = await Promise.all([
    user.count({ where }),
    user.findMany({
      where: after ? { AND: [where, { id: { lt: after } }] } : where,
      include: WITH,
      orderBy: { id: 'desc' },
      skip: skipOf(query),
      take: query.limit + 1,
    }),
  ]);
  const toWire = await withMemberships(rows, me);
  return pageOf(query, count, rows, toWire, ({ id }) => id);
}

/** One of them, by database uuid. Throws NOT_FOUND. */
export async function findPerson(id: string, me: string): Promise<AdminUser> {
  const row = await signInTables().user.findUnique({ where: { id }, include: WITH });
  if (!row) throw notFound('account', toWireId('user', id));
  return (await withMemberships([row], me))(row);
}

async function withMemberships(rows: Row[], me: string): Promise<(row: Row) => AdminUser> {
  const all = await engine.query(MEMBERSHIPS_OF_ALL, [rows.map(({ id }) => id)]);
  return (row) => ({
    id: toWireId('user', row.id),
    name: row.name,
    email: row.email,
    verified: row.emailVerified,
    administrator: row.administrator,
    disabledAt: row.disabledAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.sessions[0]?.updatedAt.toISOString() ?? null,
    signIns: row.accounts.map(({ providerId }) => wayOf(providerId)),
    workspaces: all
      .filter((one) => one.user_id === row.id)
      .map((one) => ({ id: toWireId('ws', one.workspace_id), name: one.name, role: one.role })),
    you: row.id === me,
  });
}

/** A way to sign in as the contract names it. */
export const wayOf = (providerId: string) =>
  (providerId === 'credential' ? 'password' : providerId) as AdminUser['signIns'][number];
