import { saveSigningKey, signingKey } from '../../config/store';
import { makeKey } from '../../server/token';
import { publicKeyOf } from '../../signing/jws';
import { Failure } from '../../terminal/failure';
import { print, printJson } from '../../terminal/say';

/** Makes the key that tasks are signed with, and says what machines need of it. */
export function makeSigningKey({ replace, json }: { replace?: boolean; json?: boolean }): void {
  if (signingKey() && !replace)
    throw new Failure(
      'SIGNING_KEY_EXISTS',
      'There is a key here already (agent-orchestrator keys show). To make another in its place: agent-orchestrator keys new --replace',
      'usage',
    );
  const { privateJwk } = makeKey();
  saveSigningKey(privateJwk);
  const publicKey = publicKeyOf(privateJwk);
  if (json) {
    printJson({ data: { publicKey } });
    return;
  }
  print(`Your public key is ${publicKey}`);
  print(`On each machine that is to trust it: agent-orchestrator config set trustedKeys ${publicKey}`);
  print('and, where it is to take signed tasks alone: agent-orchestrator config set requireSignedTasks yes');
}
