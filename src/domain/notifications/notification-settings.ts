import { createHash } from 'node:crypto';
import type { BodyOf } from '@/contract/endpoint';
import {
  DEFAULT_CHANNELS,
  type updateNotificationSettings as endpoint,
  NotificationKind,
  type NotificationSettings,
  type PushBrowser,
} from '@/contract/notification';
import type { Prisma, Tx } from '@/lib/db';
import { toWireId } from '@/lib/ids';
import { vapidKeys } from '@/lib/push/vapid-keys';
import { refuseNobody } from './refuse-nobody';

/** What reaches a person (a database uuid) where, and the browsers that are told. */
export async function getSettings(tx: Tx, userId: string): Promise<NotificationSettings> {
  const chosen = await tx.notificationChoice.findMany({ where: { userId } });
  const browsers = await tx.pushSubscription.findMany({ where: { userId }, orderBy: { id: 'asc' } });
  const { publicKey } = await vapidKeys();
  return {
    channels: {
      ...DEFAULT_CHANNELS,
      ...Object.fromEntries(chosen.map(({ kind, inApp, push }) => [kind, { inApp, push }])),
    },
    push: { publicKey, browsers: browsers.map(browserToWire) },
  };
}

/** Keeps what a person wants to be told of. Throws FORBIDDEN for a token that acts for nobody. */
export async function updateSettings(
  tx: Tx,
  { workspaceId, userId }: { workspaceId: string; userId: string },
  { channels }: BodyOf<typeof endpoint>,
): Promise<NotificationSettings> {
  await refuseNobody(tx, userId);
  const now = await getSettings(tx, userId);
  for (const kind of NotificationKind.options) {
    if (!channels[kind]) continue;
    const on = { ...now.channels[kind], ...channels[kind] };
    await tx.notificationChoice.deleteMany({ where: { userId, kind } });
    await tx.notificationChoice.create({ data: { workspaceId, userId, kind, ...on } });
  }
  return getSettings(tx, userId);
}

/** A browser as it stands on the wire: its endpoint is a secret, its print is not. */
export const browserToWire = (row: Prisma.PushSubscriptionGetPayload<object>): PushBrowser => ({
  id: toWireId('push', row.id),
  browser: row.browser,
  print: createHash('sha256').update(row.endpoint).digest('hex'),
  createdAt: row.createdAt.toISOString(),
  lastSentAt: row.lastSentAt?.toISOString() ?? null,
});
