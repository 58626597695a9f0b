import { describe, expect, it } from 'vitest';
import { networkOf } from '@/lib/network-of';

describe('the network of an address', () => {
  it.each([
    [null, 'unknown'],
    ['127.0.0.1', '127.0.0.1'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::1', '0:0:0:0'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::6', '2001:db8:1:2'],
    ['2001:DB8:0001:2::6', '2001:db8:1:2'],
    ['2001:db8:1::6', '2001:db8:1:0'],
    ['2001:db8:1:0:a:b:c:d', '2001:db8:1:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
  ])('%s is of %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it('is one however its owner writes the rest of the address', () => {
    const own = ['2001:db8::1', '2001:db8::2', '2001:db8::a:b:c:d', '2001:db8::a:b', '2001:db8:0:0:a::'];
    expect(new Set(own.map(networkOf))).toEqual(new Set(['2001:db8:0:0']));
  });
});
