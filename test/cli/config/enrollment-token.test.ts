import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newCredential } from '@/lib/hash';
import { tokenChecksum, tokenFault } from '../../../cli/src/config/enrollment-token';

test('a token of the server is accepted without asking it', () => {
  for (let count = 0; count < 50; count++) expect(tokenFault(newCredential('aoe_').token)).toBeNull();
});

test('the checksum is CRC-32 in six base62 digits', () => {
  expect(tokenChecksum('0'.repeat(32))).toBe('2wjyrI');
});

test('a mistyped character is caught', () => {
  fc.assert(
    fc.property(fc.integer({ min: 4, max: 41 }), fc.constantFrom(...'09AZaz'), (at, other) => {
      const { token } = newCredential('aoe_');
      fc.pre(token[at] !== other);
      expect(tokenFault(token.slice(0, at) + other + token.slice(at + 1))).toContain('checksum');
    }),
  );
});

test('what is no token at all is named', () => {
  expect(tokenFault('hello')).toContain('begins with aoe_');
  expect(tokenFault('aoe_short')).toContain('42 characters');
  expect(tokenFault(`${newCredential('aor_').token}`)).toContain('begins with aoe_');
});
