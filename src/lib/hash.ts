import { createHash, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { randomBase62, toBase62 } from './ids';

/** sha256 of bytes or text. */
export const sha256 = (...parts: (string | Uint8Array)[]): Buffer<ArrayBuffer> => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest() as Buffer<ArrayBuffer>;
};

/** Whether two secrets are the same, in a time that does not tell where they differ. */
export const sameSecret = (a: string, b: string): boolean => timingSafeEqual(sha256(a), sha256(b));

/** A credential: prefix, 190 random bits, and a checksum that only rejects typing errors. */
export function newCredential(prefix: 'aoe_' | 'aor_' | 'aoj_'): {
  token: string;
  hash: Buffer<ArrayBuffer>;
} {
  const secret = randomBase62(32);
  const token = `${prefix}${secret}${toBase62(crc32(secret), 6)}`;
  return { token, hash: sha256(token) };
}

/** A value as canonical JSON (sorted keys), for hashing. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value && typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, v]) => v !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonicalJson(v)}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
