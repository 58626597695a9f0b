import { crc32 } from 'node:zlib';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Six base62 digits that go with the 32 characters of a token. */
export function tokenChecksum(secret: string): string {
  let rest = crc32(secret);
  let digits = '';
  for (let place = 0; place < 6; place++) {
    digits = DIGITS[rest % 62] + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}

/**
 * What is wrong with a one-time token, found without asking the server; null when nothing is.
 * It only catches typing and copying mistakes: whether the token is good, the server says.
 */
export function tokenFault(token: string): string | null {
  if (!token.startsWith('aoe_')) return 'a one-time token begins with aoe_';
  if (!/^aoe_[0-9A-Za-z]{38}$/.test(token)) {
    return `a one-time token is 42 characters long, this one has ${token.length}`;
  }
  if (tokenChecksum(token.slice(4, 36)) !== token.slice(36))
    return 'its checksum does not fit, so a character is wrong or missing';
  return null;
}
