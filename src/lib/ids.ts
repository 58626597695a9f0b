import { randomBytes } from 'node:crypto';
import type { IdPrefix } from '@/contract/ids';
import { AppError } from './errors';

const MOST_A_MS = 0xfff;
let last = { ms: 0, nth: 0 };

/**
 * A uuid v7 with a counter (RFC 9562, 6.2 method 1): milliseconds first, then how many this process has made in that
 * millisecond, so ids sort in the order in which they were made. Past 4,096 in one millisecond the next one is used.
 */
export function newId(now = Date.now()): string {
  if (now > last.ms) last = { ms: now, nth: 0 };
  else if (last.nth < MOST_A_MS) last.nth += 1;
  else last = { ms: last.ms + 1, nth: 0 };
  const bytes = random(16);
  bytes.writeUIntBE(last.ms, 0, 6);
  bytes.writeUInt16BE(0x7000 | last.nth, 6);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  return dashed(bytes.toString('hex'));
}

/** Randomness is asked for by the page: each request of the system costs more than what it brings. */
const pool = { bytes: Buffer.alloc(0), at: 0 };
function random(length: number): Buffer {
  if (pool.at + length > pool.bytes.length) Object.assign(pool, { bytes: randomBytes(4096), at: 0 });
  pool.at += length;
  return pool.bytes.subarray(pool.at - length, pool.at);
}

/** So many random bytes, at most 4,096, as hexadecimal digits. */
export const randomHex = (bytes: number): string => random(bytes).toString('hex');

const dashed = (hex: string) =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;

/** A database uuid as it stands on the wire: `task_` and 32 digits. */
export const toWireId = (prefix: IdPrefix, uuid: string): string => `${prefix}_${uuid.replaceAll('-', '')}`;

/** The database uuid of a wire id; throws BAD_REQUEST where it is not of that kind. */
export function fromWireId(prefix: IdPrefix, wire: string): string {
  const hex = wire.slice(prefix.length + 1);
  if (!wire.startsWith(`${prefix}_`) || !/^[0-9a-f]{32}$/.test(hex)) {
    throw new AppError('BAD_REQUEST', `${JSON.stringify(wire.slice(0, 60))} is not the id of a ${prefix}.`);
  }
  return dashed(hex);
}

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** `length` random base62 characters, each evenly likely. */
export function randomBase62(length: number): string {
  let text = '';
  while (text.length < length) {
    for (const byte of randomBytes(length))
      if (byte < 248 && text.length < length) text += ALPHABET[byte % 62];
  }
  return text;
}

/** A number in base62, padded to `width`. */
export function toBase62(value: number, width: number): string {
  let text = '';
  for (let rest = value; rest > 0; rest = Math.floor(rest / 62)) text = ALPHABET[rest % 62] + text;
  return text.padStart(width, '0');
}
