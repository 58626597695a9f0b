import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { VERSION } from '@/lib/version';

it('the version a server tells is the one of its package', () => {
  expect(VERSION).toBe(JSON.parse(readFileSync('package.json', 'utf8')).version);
});
