import { words } from '../words/account-sign-in';

const FAILED: Record<string, string> = words.failed;

/** What went wrong on the way back from a provider, in words. */
export const providerWords = (failed: string): string => FAILED[failed] ?? words.failedOther;
