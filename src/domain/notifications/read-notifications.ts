import type { BodyOf } from '@/contract/endpoint';
import type { readNotifications as endpoint } from '@/contract/notification';
import type { Tx } from '@/lib/db';
import { fromWireId } from '@/lib/ids';
import { standing } from './list-notifications';

/** Marks what a person (a database uuid) was told as read: by id, all that leads to one page, or everything. Others' ids mean nothing. */
export async function readNotifications(
  tx: Tx,
  userId: string,
  { ids = [], url, all }: BodyOf<typeof endpoint>,
): Promise<{ read: number }> {
  const some = [
    { id: { in: ids.map((one) => fromWireId('note', one)) } },
    // A page is looked at whichever part of it is open.
    ...(url ? [{ url }, { url: { startsWith: `${url}?` } }] : []),
  ];
  const { count } = await tx.notification.updateMany({
    where: { ...standing(userId), readAt: null, ...(all ? {} : { OR: some }) },
    data: { readAt: new Date() },
  });
  return { read: count };
}
