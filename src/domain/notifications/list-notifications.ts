import { COUNT_MOST } from '@/contract/count-most';
import type { QueryOf } from '@/contract/endpoint';
import type { Page } from '@/contract/list';
import type { listNotifications as endpoint, Notification } from '@/contract/notification';
import type { Prisma, Tx } from '@/lib/db';
import { toWireId } from '@/lib/ids';
import { idCursor, pageOf, skipOf } from '@/lib/page';

/** What a person (a database uuid) was told on the page and is not settled, newest first. */
export async function listNotifications(
  tx: Tx,
  userId: string,
  query: QueryOf<typeof endpoint>,
): Promise<Page<Notification>> {
  const where = { ...standing(userId), ...(query.unread && { readAt: unread(query.unread) }) };
  const rows = await tx.notification.findMany({
    where: { ...where, id: { lt: idCursor(query.cursor) } },
    orderBy: { id: 'desc' },
    take: query.limit + 1,
    skip: skipOf(query),
  });
  const total = await tx.notification.count({ where, take: COUNT_MOST });
  return pageOf(query, total, rows, toWire, ({ id }) => id);
}

/** What stands in a person's list. */
export const standing = (userId: string) => ({
  userId,
  inApp: true,
  withdrawnAt: null,
  expiresAt: { gt: new Date() },
});

const unread = (wanted: 'true' | 'false') => (wanted === 'true' ? null : { not: null });

const toWire = (row: Prisma.NotificationGetPayload<object>): Notification => ({
  id: toWireId('note', row.id),
  kind: row.kind as Notification['kind'],
  severity: row.severity as Notification['severity'],
  title: row.title,
  body: row.body,
  ref: row.ref,
  url: row.url,
  actions: row.actions as Notification['actions'],
  dedupeKey: row.dedupeKey,
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
  readAt: row.readAt?.toISOString() ?? null,
});
