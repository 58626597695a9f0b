import { z } from 'zod';
import { endpoint } from './endpoint';
import { ExceptionSeverity } from './exception';
import { id, Timestamp } from './ids';
import { ListQuery } from './list';

/** What a person can be told of. */
export const NotificationKind = z.enum(['needs_you', 'failed', 'mention', 'comment', 'done']);
export type NotificationKind = z.infer<typeof NotificationKind>;

export const TITLE_MOST = 64;
export const BODY_MOST = 200;

/** One record for every channel; what says the same thing again takes its place. */
export const Notification = z.object({
  id: id('note'),
  kind: NotificationKind,
  severity: ExceptionSeverity,
  title: z.string().max(TITLE_MOST).describe('Who and what'),
  body: z.string().max(BODY_MOST),
  ref: z.string(),
  url: z.string().describe('A path of the page'),
  actions: z.array(z.object({ label: z.string(), url: z.string() })).max(3),
  dedupeKey: z.string(),
  createdAt: Timestamp,
  expiresAt: Timestamp,
  readAt: Timestamp.nullable(),
});
export type Notification = z.infer<typeof Notification>;

/** Which kinds reach a person where. */
export const Channels = z.strictObject({ inApp: z.boolean(), push: z.boolean() });
export type Channels = z.infer<typeof Channels>;

/** Only what needs a person, and what failed, unless they say otherwise; who is named is needed. */
export const DEFAULT_CHANNELS: Record<NotificationKind, Channels> = {
  needs_you: { inApp: true, push: true },
  failed: { inApp: true, push: true },
  mention: { inApp: true, push: true },
  comment: { inApp: false, push: false },
  done: { inApp: false, push: false },
};

export const PushBrowser = z.object({
  id: id('push'),
  browser: z.string(),
  print: z.string().describe('The sha256 of its endpoint, by which a browser knows itself'),
  createdAt: Timestamp,
  lastSentAt: Timestamp.nullable(),
});
export type PushBrowser = z.infer<typeof PushBrowser>;

export const NotificationSettings = z.object({
  channels: z.record(NotificationKind, Channels),
  push: z.object({
    publicKey: z.string().describe('The applicationServerKey of this installation'),
    browsers: z.array(PushBrowser),
  }),
});
export type NotificationSettings = z.infer<typeof NotificationSettings>;

export const listNotifications = endpoint({
  name: 'listNotifications',
  summary: 'What you were told and what is not settled since, newest first',
  method: 'GET',
  path: '/api/notifications',
  who: 'person',
  action: 'workspace:read',
  query: ListQuery.extend({ unread: z.enum(['true', 'false']).optional() }),
  returns: Notification,
  answer: 'list',
});
export const readNotifications = endpoint({
  name: 'readNotifications',
  summary: 'Mark notifications as read: these, those of a page, or all',
  method: 'POST',
  path: '/api/notifications/read',
  who: 'person',
  action: 'workspace:read',
  body: z.strictObject({
    ids: z.array(id('note')).max(100).optional(),
    url: z.string().max(200).optional().describe('A path of the page that is looked at'),
    all: z.boolean().optional(),
  }),
  returns: z.object({ read: z.number().int() }),
});
export const getNotificationSettings = endpoint({
  name: 'getNotificationSettings',
  summary: 'What reaches you where, and the browsers that are told',
  method: 'GET',
  path: '/api/notifications/settings',
  who: 'person',
  action: 'workspace:read',
  returns: NotificationSettings,
});
export const updateNotificationSettings = endpoint({
  name: 'updateNotificationSettings',
  summary: 'Choose what reaches you where',
  method: 'PATCH',
  path: '/api/notifications/settings',
  who: 'person',
  action: 'workspace:read',
  body: z.strictObject({
    channels: z.partialRecord(NotificationKind, Channels.partial()),
  }),
  returns: NotificationSettings,
});

const Bytes = (length: number) =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/, 'must be base64url')
    .refine((text) => Math.floor((text.length * 3) / 4) === length, `must be ${length} bytes`);

export const createPushSubscription = endpoint({
  name: 'createPushSubscription',
  summary: 'Let this browser be told while no page is open; what a PushSubscription says of itself',
  method: 'POST',
  path: '/api/push-subscriptions',
  who: 'person',
  action: 'workspace:read',
  status: 201,
  body: z.strictObject({
    endpoint: z.string().max(1000),
    keys: z.strictObject({ p256dh: Bytes(65), auth: Bytes(16) }),
    browser: z.string().max(60).optional(),
  }),
  returns: PushBrowser,
});
export const deletePushSubscription = endpoint({
  name: 'deletePushSubscription',
  summary: 'Tell a browser of yours no more',
  method: 'DELETE',
  path: '/api/push-subscriptions/:id',
  who: 'person',
  action: 'workspace:read',
  params: z.strictObject({ id: id('push') }),
  returns: z.object({ id: id('push'), deleted: z.literal(true) }),
});

/** What happened while a person was away. */
export const Away = z.object({
  since: Timestamp,
  done: z.number().int(),
  failed: z.number().int(),
  needsYou: z.number().int().describe('What waits for a person now'),
});
export type Away = z.infer<typeof Away>;

export const getAway = endpoint({
  name: 'getAway',
  summary: 'How much was done and failed since a time, and what waits for a person now',
  method: 'GET',
  path: '/api/notifications/away',
  who: 'person',
  action: 'workspace:read',
  query: z.strictObject({ since: Timestamp }),
  returns: Away,
});
