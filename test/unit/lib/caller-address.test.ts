import { describe, expect, test } from 'vitest';
import { callerAddress } from '@/lib/caller-address';

/** As a server with so many proxies in front of it reads it. */
const behind = (proxies: number, forwardedFor?: string, peer: string | null = '10.0.0.1') =>
  callerAddress(peer, forwardedFor, proxies);

describe('the address of a caller', () => {
  test('is that of the connection where no proxy is trusted, whatever is said', () =>
    expect(behind(0, '203.0.113.9')).toBe('10.0.0.1'));

  test.each([
    [1, '203.0.113.9', '203.0.113.9'],
    [1, '198.51.100.1, 203.0.113.9', '203.0.113.9'],
    [2, '198.51.100.1, 203.0.113.9, 10.0.0.7', '203.0.113.9'],
    [1, '203.0.113.9:4711', '203.0.113.9'],
    [1, '[2001:db8::1]:443', '2001:db8::1'],
    [1, '2001:db8::1', '2001:db8::1'],
  ])('is what the outermost of %i own proxies heard: %s', (proxies, said, address) =>
    expect(behind(proxies, said)).toBe(address),
  );

  test.each([
    [1, undefined],
    [1, ''],
    [1, 'unknown'],
    [2, '203.0.113.9'],
  ])('is that of the connection where %i proxies have not said it: %s', (proxies, said) =>
    expect(behind(proxies, said)).toBe('10.0.0.1'),
  );

  test('is nobody’s where neither is known', () => expect(behind(1, undefined, null)).toBeNull());
});
