import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  afterAsked,
  afterRefusal,
  afterStored,
  extendDigest,
  NOTHING_STORED,
} from '../../../cli/src/logs/upload-state';

const sha256 = createHash('sha256').update('chunk').digest();

test('a log moves on by the chunk that was next, and by none that was overtaken', () => {
  const stored = afterStored(NOTHING_STORED, { offset: 0, length: 5, sha256 });
  expect(stored).toEqual({ offset: 5, digest: extendDigest(NOTHING_STORED.digest, 0, 5, sha256) });
  expect(afterStored(stored, { offset: 0, length: 5, sha256 })).toBe(stored);
});

test('the chain is over the last digest, the offset, the length and the chunk', () => {
  const numbers = Buffer.from('0000000000000007' + '00000005', 'hex');
  const link = Buffer.concat([Buffer.from('ab'.repeat(32), 'hex'), numbers, sha256]);
  expect(extendDigest('ab'.repeat(32), 7, 5, sha256)).toBe(createHash('sha256').update(link).digest('hex'));
});

test('a chunk that was not taken is sent again, asked about, or given up', () => {
  expect(afterRefusal({ kind: 'transient', code: 'UNREACHABLE' })).toBe('again');
  expect(afterRefusal({ kind: 'final', code: 'LOG_GAP' })).toBe('ask');
  expect(afterRefusal({ kind: 'final', code: 'LOG_CONFLICT' })).toBe('ask');
  expect(afterRefusal({ kind: 'lost', code: 'LEASE_LOST' })).toBe('lost');
});

test('it goes on where the server stands, unless that is where it was refused', () => {
  const stored = { offset: 5, digest: 'aa' };
  expect(afterAsked(stored, { next: 3, digest: 'bb' })).toEqual({ offset: 3, digest: 'bb' });
  expect(afterAsked(stored, { next: 5, digest: 'bb' })).toBeNull();
});
