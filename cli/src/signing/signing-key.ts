import { type PrivateJwk, signingKey } from '../config/store';
import { Failure } from '../terminal/failure';

/** The key by which whoever sits here signs. Throws a Failure that says how to make one. */
export function needSigningKey(): PrivateJwk {
  const key = signingKey();
  if (key) return key;
  throw new Failure(
    'NO_SIGNING_KEY',
    'There is no key to sign with here. Make one: agent-orchestrator keys new',
    'notConnected',
  );
}
