import { signInTables } from '@/lib/db';
import { shared } from '@/lib/shared';

const REMEMBER_MS = 900;
const remembered = () => shared('accounts-on', () => ({ on: false, until: 0 }));

/** Whether people sign in here: from the moment on that its first owner has an account, and for ever. */
export async function accountsOn(): Promise<boolean> {
  const held = remembered();
  if (held.on || held.until > performance.now()) return held.on;
  const found = await signInTables().account.findFirst({ select: { id: true } });
  // Never taken back: the first account may have been made while this looked.
  held.on ||= found !== null;
  held.until = performance.now() + REMEMBER_MS;
  return held.on;
}

/** Said by whoever has just made the first account: from now on nobody is let in without one. */
export const noteAccounts = (): void => {
  remembered().on = true;
};
