import { createECDH } from 'node:crypto';
import { shared } from '@/lib/shared';
import { decrypt, encrypt } from '../encrypt';
import { env } from '../env';
import { engine } from '../pool';
import { FIND_PUSH_KEY, KEEP_PUSH_KEY } from './push-key.sql';

const USE = 'push key';

/** By what push services know who sends, as base64url: an uncompressed point of P-256 and its scalar (RFC 8292). */
export interface VapidKeys {
  publicKey: string;
  privateKey: string;
}

/** VAPID_PRIVATE_KEY, or a key that the first server makes and all of them keep in the database, where only they can read it. */
export const vapidKeys = async (): Promise<VapidKeys> => {
  const held = shared('vapid-keys', () => ({ keys: null as VapidKeys | null }));
  held.keys ??= env().VAPID_PRIVATE_KEY ? keysOf(env().VAPID_PRIVATE_KEY!) : await keptKeys();
  return held.keys;
};

/** The pair of a private key. */
export function keysOf(privateKey: string): VapidKeys {
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(Buffer.from(privateKey, 'base64url'));
  return { publicKey: ecdh.getPublicKey('base64url'), privateKey };
}

async function keptKeys(): Promise<VapidKeys> {
  const ecdh = createECDH('prime256v1');
  const [found] = await engine.query<{ private_key: Buffer }>(FIND_PUSH_KEY);
  if (found) return keysOf(decrypt(USE, found.private_key));
  const publicKey = ecdh.generateKeys('base64url');
  await engine.query(KEEP_PUSH_KEY, [publicKey, encrypt(USE, ecdh.getPrivateKey('base64url'))]);
  // Of several servers that begin at once, one has made it.
  const [kept] = (await engine.query<{ private_key: Buffer }>(FIND_PUSH_KEY)) as [{ private_key: Buffer }];
  return keysOf(decrypt(USE, kept.private_key));
}
