import { createCipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';

/** How a browser's subscription lets it be written to: a point of P-256 and a secret of 16 bytes. */
export interface PushKeys {
  p256dh: Uint8Array;
  auth: Uint8Array;
}

/** One record takes it all: push services accept 4,096 bytes. */
const RECORD = 4096;
const derive = (key: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number) =>
  Buffer.from(hkdfSync('sha256', key, salt, info, length));

/** A message that one browser alone can read, and no service on the way (RFC 8291, in the coding `aes128gcm` of RFC 8188). */
export function sealPush(message: string, { p256dh, auth }: PushKeys): Buffer {
  const ecdh = createECDH('prime256v1');
  const ours = ecdh.generateKeys();
  const salt = randomBytes(16);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), p256dh, ours]);
  const key = derive(ecdh.computeSecret(p256dh), auth, info, 32);
  const cipher = createCipheriv(
    'aes-128-gcm',
    derive(key, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16),
    derive(key, salt, Buffer.from('Content-Encoding: nonce\0'), 12),
  );
  const header = Buffer.alloc(21);
  salt.copy(header);
  header.writeUInt32BE(RECORD, 16);
  header.writeUInt8(ours.length, 20);
  // 2 marks the last record.
  const sealed = [cipher.update(message, 'utf8'), cipher.update(Buffer.from([2])), cipher.final()];
  return Buffer.concat([header, ours, ...sealed, cipher.getAuthTag()]);
}
