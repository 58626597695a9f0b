import { publicKeyOf } from '../../signing/jws';
import { needSigningKey } from '../../signing/signing-key';
import { print, printJson } from '../../terminal/say';

/** Prints the public half of the key that tasks are signed with, and nothing else. */
export function showSigningKey({ json }: { json?: boolean }): void {
  const publicKey = publicKeyOf(needSigningKey());
  if (json) printJson({ data: { publicKey } });
  else print(publicKey);
}
