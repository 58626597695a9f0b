import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { authSecret } from './auth-secret';
import { shared } from './shared';

const IV = 12;
const TAG = 16;
const keyFor = (use: string): Buffer =>
  shared(`key-${use}`, () => Buffer.from(hkdfSync('sha256', authSecret(), '', use, 32)));

/** Text as bytes (AES-256-GCM) that only a server of this installation can read; `use` keeps apart what is for different ends. */
export function encrypt(use: string, text: string): Buffer {
  const iv = randomBytes(IV);
  const cipher = createCipheriv('aes-256-gcm', keyFor(use), iv);
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

/** What was encrypted for this use; throws where it was changed, or by another installation. */
export function decrypt(use: string, bytes: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', keyFor(use), bytes.subarray(0, IV));
  decipher.setAuthTag(bytes.subarray(-TAG));
  return Buffer.concat([decipher.update(bytes.subarray(IV, -TAG)), decipher.final()]).toString('utf8');
}
