import {
  createPushSubscription,
  deletePushSubscription,
  getAway,
  getNotificationSettings,
  listNotifications,
  readNotifications,
  updateNotificationSettings,
} from '@/contract/notification';
import { addSubscription } from '@/domain/notifications/add-subscription';
import { getAway as away } from '@/domain/notifications/get-away';
import { listNotifications as list } from '@/domain/notifications/list-notifications';
import { getSettings, updateSettings } from '@/domain/notifications/notification-settings';
import { readNotifications as read } from '@/domain/notifications/read-notifications';
import { removeSubscription } from '@/domain/notifications/remove-subscription';
import { tellPeople } from '@/domain/notifications/tell-people';
import { personRoute, type Route } from '@/http/route';
import { asWorkspace } from '@/lib/db';

/** What people are told of, and how. */
export const NOTIFICATION_ROUTES: Route[] = [
  personRoute(listNotifications, async ({ caller, query }) => {
    // Whoever asks has heard of something: it is told before it is listed.
    await tellPeople(caller.workspaceId);
    return asWorkspace(caller, (tx) => list(tx, caller.userId, query));
  }),
  personRoute(readNotifications, ({ caller, body }) =>
    asWorkspace(caller, (tx) => read(tx, caller.userId, body)),
  ),
  personRoute(getAway, ({ caller, query }) =>
    asWorkspace(caller, (tx, runs, hidden) => away(tx, runs, caller.workspaceId, query.since, hidden)),
  ),
  personRoute(getNotificationSettings, ({ caller }) =>
    asWorkspace(caller, (tx) => getSettings(tx, caller.userId)),
  ),
  personRoute(updateNotificationSettings, ({ caller, body }) =>
    asWorkspace(caller, (tx) => updateSettings(tx, caller, body)),
  ),
  personRoute(createPushSubscription, ({ caller, body }) =>
    asWorkspace(caller, (tx) => addSubscription(tx, caller, body)),
  ),
  personRoute(deletePushSubscription, ({ caller, params }) =>
    asWorkspace(caller, (tx) => removeSubscription(tx, caller.userId, params.id)),
  ),
];
