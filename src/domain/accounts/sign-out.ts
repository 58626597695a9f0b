import { auth } from '@/lib/auth';
import { forgetSessions } from './find-session';

/** Ends the session of these cookies, where there is one; answers the cookies that make the browser forget it. */
export async function signOut(cookies: string | undefined): Promise<string[]> {
  const { api } = await auth();
  const answer = await api.signOut({ headers: new Headers({ cookie: cookies ?? '' }), returnHeaders: true });
  forgetSessions();
  return answer.headers.getSetCookie();
}
