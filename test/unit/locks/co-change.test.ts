import { expect, test } from 'vitest';
import { canonicalPattern } from '@/domain/locks/canonical-path';
import { partnersIn, partnersOf } from '@/domain/locks/co-change';

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

test('of what commits changed, the file counts that a path changed with most often', () => {
  const history = {
    paths: ['src/api.ts', 'docs/api.md', 'src/a.ts', 'lib\\odd', 'src/seldom.ts'],
    changes: [10, 4, 3, 5, 9],
    // Two places and how often, a pair after the other.
    pairs: [0, 1, 4, 0, 2, 2, 1, 2, 2, 0, 3, 5, 0, 4, 2],
  };
  const told = (...files: string[]) =>
    partnersIn(history, files.map(canonicalPattern)).map(({ path, together, of }) => [path, together, of]);
  expect(told('SRC/api.ts')).toEqual([['docs/api.md', 4, 10]]);
  expect(told('docs/')).toEqual([
    ['src/api.ts', 4, 4],
    ['src/a.ts', 2, 4],
  ]);
  expect(told('src/'), 'by the file of the folder that it goes with').toEqual([['docs/api.md', 2, 3]]);
  expect(told('elsewhere/')).toEqual([]);
});
