import { createHash, hash, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { randomBase62, toBase62 } from './ids';

/** sha256 of bytes or text. */
export const sha256 = (...parts: (string | Uint8Array)[]): Buffer<ArrayBuffer> => {
  // Most have one part, and one call of the library is cheaper than three.
  if (parts.length === 1) return hash('sha256', parts[0]!, 'buffer') as Buffer<ArrayBuffer>;
  const whole = createHash('sha256');
  for (const part of parts) whole.update(part);
  return whole.digest() as Buffer<ArrayBuffer>;
};

/** Whether two secrets are the same, in a time that does not tell where they differ. */
export const sameSecret = (a: string, b: string): boolean => timingSafeEqual(sha256(a), sha256(b));

type Prefix =
  | 'aoe_'
  | 'aor_'
  | 'aoj_'
  | 'ao_pat_'
  | 'ao_inv_'
  | 'ao_own_'
  | 'ao_link_'
  | 'ao_ref_'
  | 'ao_dev_';

/** A credential: prefix, 190 random bits, and a checksum that only rejects typing errors. */
export function newCredential(prefix: Prefix): { token: string; hash: Buffer<ArrayBuffer> } {
  const secret = randomBase62(32);
  const token = `${prefix}${secret}${toBase62(crc32(secret), 6)}`;
  return { token, hash: sha256(token) };
}

/** Whether a credential's checksum fits: one that was mistyped is refused without looking for it. */
export function isWhole(token: string): boolean {
  const secret = token.slice(-38, -6);
  return secret.length === 32 && token.endsWith(toBase62(crc32(secret), 6));
}

/**
 * The credential of an agent that a claim was granted. It follows from the claim's own random id, so the same claim gets
 * the same one however often it is answered; what is stored (its hash, and the claim's key) gives neither away.
 */
export function claimCredential(
  claimId: string,
  agentId: string,
): { token: string; hash: Buffer<ArrayBuffer> } {
  const secret = lowDigits(sha256('agent', claimId, agentId), 32);
  const token = `aoj_${secret}${toBase62(crc32(secret), 6)}`;
  return { token, hash: sha256(token) };
}

/** The last digits in base62, the very last first, of a large number: big integers cost ten times as much. */
function lowDigits(bytes: Buffer, count: number): string {
  const words = Array.from({ length: bytes.length / 2 }, (_, i) => bytes.readUInt16BE(2 * i));
  let text = '';
  for (let digit = 0; digit < count; digit++) {
    let rest = 0;
    for (let i = 0; i < words.length; i++) {
      const value = rest * 0x10000 + words[i]!;
      words[i] = Math.floor(value / 62);
      rest = value % 62;
    }
    text += toBase62(rest, 1);
  }
  return text;
}

/** What is stored of a claim's id: enough to know it again. */
export const claimKey = (claimId: string): string => {
  const hex = sha256('claim', claimId).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
};
