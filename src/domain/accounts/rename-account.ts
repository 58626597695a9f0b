import { signInTables } from '@/lib/db';
import { forgetSessions } from './find-session';

/** Gives a person (a database uuid) another name. */
export async function renameAccount(userId: string, name: string): Promise<void> {
  await signInTables().user.update({ where: { id: userId }, data: { name } });
  forgetSessions();
}
