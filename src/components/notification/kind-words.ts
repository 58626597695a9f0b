import type { NotificationKind } from '@/contract/notification';
import { words } from '../words/notification-kinds';

/** What each kind is called, and when it comes. */
export const KIND = words.kinds;
/** In the order of the settings. */
export const KINDS = Object.keys(KIND) as NotificationKind[];
