import { changeKey } from '@/contract/enrollment';
import {
  type Connection,
  dropNextKey,
  keyAgeMs,
  needConnection,
  nextKey,
  saveNextKey,
  takeNextKey,
} from '../config/store';
import { say } from '../terminal/say';
import { isFault } from './server-fault';
import type { RunnerServer } from './session';
import { makeAssertion, makeKey } from './token';

/** A key is replaced after thirty days. */
const OLD_MS = 30 * 86_400_000;

/**
 * Replaces this machine's key by a fresh one that the present key signs for. The fresh one is on disk before the server
 * hears of it, so that no crash leaves this machine with a key that nobody knows. Throws a ServerFault.
 */
export async function replaceKey(server: RunnerServer, connection: Connection): Promise<void> {
  const { key } = needConnection();
  const next = nextKey() ?? makeKey().privateJwk;
  saveNextKey(next);
  const publicJwk = { kty: next.kty, crv: next.crv, x: next.x };
  // Signed by the next key where the server knows that one already, and only its answer was lost.
  // The first call tells how far our clock is off: what was signed before it is signed once more.
  const signers = server.skewMs() === null ? [key, key, next] : [key, next];
  for (const signer of signers) {
    const assertion = makeAssertion(connection.runnerId, signer, server.origin, server.skewMs() ?? 0, {
      key: next.x,
    });
    try {
      await server.call(changeKey, { body: { publicJwk, assertion } });
      return takeNextKey();
    } catch (error) {
      if (isFault(error, 'transient')) throw error;
      if (signer === next) {
        dropNextKey();
        throw error;
      }
    }
  }
}

/** Replaces a key that has grown old, or finishes a change that was cut off. */
export async function renewOldKey(server: RunnerServer, connection: Connection): Promise<void> {
  if (!nextKey() && keyAgeMs() < OLD_MS) return;
  await replaceKey(server, connection);
  say('This machine has a fresh key.');
}
