import { auth, isRefusal } from '@/lib/auth';
import { AppError } from '@/lib/errors';
import { forgetSessions } from './find-session';

/** Changes the password of who these cookies belong to, ends all their other sessions, and answers the cookies of the one that goes on. Throws FORBIDDEN for a wrong one. */
export async function changePassword(
  cookies: string,
  { current, password }: { current: string; password: string },
): Promise<string[]> {
  const { api } = await auth();
  try {
    const answer = await api.changePassword({
      body: { currentPassword: current, newPassword: password, revokeOtherSessions: true },
      headers: new Headers({ cookie: cookies }),
      returnHeaders: true,
    });
    return answer.headers.getSetCookie();
  } catch (error) {
    if (isRefusal(error))
      throw new AppError('FORBIDDEN', 'The current password is not right, so nothing was changed.');
    throw error;
  } finally {
    forgetSessions();
  }
}
