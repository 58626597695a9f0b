import { isIP } from 'node:net';

/** Parts of 16 bits by which an IPv6 network is known: what is behind them is given out by whoever has it. */
const PARTS = 4;

/**
 * Whose requests from this address count together: an address of IPv4 is one caller, and of IPv6 everything in its network
 * of 64 bits, however it is written.
 */
export function networkOf(address: string | null): string {
  if (address === null) return 'unknown';
  const [plain = ''] = address.toLowerCase().split('%');
  const [, mapped] = /^::ffff:([\d.]+)$/.exec(plain) ?? [];
  if (mapped || isIP(plain) !== 6) return mapped ?? plain;
  const [before = '', after = ''] = plain.split('::');
  const [head, tail] = [before, after].map((part) => part.split(':').filter(Boolean)) as [string[], string[]];
  const missing = plain.includes('::') ? 8 - head.length - tail.length : 0;
  return [...head, ...Array<string>(Math.max(0, missing)).fill('0'), ...tail]
    .slice(0, PARTS)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':');
}
