import { signClaims } from './jws';
import { needSigningKey } from './signing-key';
import { digestOf, GOOD_FOR_S } from './statement';

/** The signature of what is said to the agents of a task (a wire id). Throws a Failure where there is no key. */
export const signMessage = (taskId: string, text: string): string =>
  signClaims(
    {
      of: 'message',
      task: taskId,
      exp: Math.floor(Date.now() / 1000) + GOOD_FOR_S,
      text: digestOf(text),
    },
    needSigningKey(),
  );
