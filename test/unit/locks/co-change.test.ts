import { expect, test } from 'vitest';
import { canonicalPattern } from '@/domain/locks/canonical-path';
import { partnersOf } from '@/domain/locks/co-change';

const partners = (changes: string[][], ...files: string[]) =>
  partnersOf(changes, files.map(canonicalPattern)).map(({ path, together, of }) => [path, together, of]);

test('what changed with files in a good part of their changes is likely to change with them again', () => {
  const changes = [
    ['src/api.ts', 'docs/api.md', 'src/a.ts'],
    ['src/api.ts', 'docs/api.md'],
    ['SRC/api.ts', 'src/a.ts'],
    ['docs/api.md', 'src/b.ts'],
  ];
  expect(partners(changes, 'src/api.ts')).toEqual([
    ['docs/api.md', 2, 3],
    ['src/a.ts', 2, 3],
  ]);
  expect(partners(changes, 'src/'), 'what was asked for is no partner of itself').toEqual([
    ['docs/api.md', 3, 4],
  ]);
});

test('neither once, nor seldom, nor in a change of everything', () => {
  expect(partners([['a', 'b']], 'a')).toEqual([]);
  const seldom = [['a', 'b'], ['a', 'b'], ...Array.from({ length: 8 }, () => ['a'])];
  expect(partners(seldom, 'a')).toEqual([]);
  const sweeping = ['a', ...Array.from({ length: 60 }, (_, i) => `x${i}`)];
  expect(partners([sweeping, sweeping], 'a')).toEqual([]);
});

test('names that no lock can have are left out', () => {
  expect(
    partners(
      [
        ['a', 'b', 'c\\d'],
        ['a', 'b', '..'],
      ],
      'a',
    ),
  ).toEqual([['b', 2, 2]]);
});
