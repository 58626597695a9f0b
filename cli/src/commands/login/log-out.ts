import { endToken } from '@/contract/device';
import { loadLogin, removeLogin } from '../../config/store';
import { call } from '../../server/call';
import { print, printJson, warn } from '../../terminal/say';

/** Ends the token of `login` at its dashboard and forgets it here, also where the dashboard cannot be reached. */
export async function logOut(options: { json?: boolean }): Promise<void> {
  const login = loadLogin();
  let ended = false;
  if (login) {
    try {
      await call(login.origin, endToken, { body: { token: login.token } });
      ended = true;
    } catch (error) {
      warn(
        `${(error as Error).message} It is forgotten here; end it under Settings, Tokens, of ${login.origin}.`,
      );
    }
    removeLogin();
  }
  if (options.json) printJson({ data: { loggedIn: login !== null, ended } });
  else print(login ? `Logged out of ${login.origin}.` : 'Nobody is logged in on this machine.');
}
