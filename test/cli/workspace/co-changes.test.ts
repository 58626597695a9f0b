import { expect, test } from 'vitest';
import { HISTORY_MOST, History } from '@/contract/history';
import { countPairs, readCoChanges } from '../../../cli/src/workspace/co-changes';
import { makeRepository } from './make-repository';

test('of a branch it is told which of its files changed together, and nothing of what its commits say', async () => {
  const made = makeRepository();
  const change = (round: string, ...files: string[]) => {
    for (const file of files) made.write(file, `${round}\n`);
    return made.commit(`secret words ${round}`);
  };
  try {
    change('1', 'a.txt', 'docs/Über uns.md', 'gone.txt', 'odd\\name');
    change('2', 'a.txt', 'docs/Über uns.md', 'gone.txt', 'odd\\name');
    change('3', 'a.txt');
    made.run('commit', '-q', '--allow-empty', '-m', 'nothing');
    made.run('rm', '-q', 'gone.txt');
    const tip = change('4', 'a.txt', 'b.txt');
    const told = await readCoChanges(made.repo, 'main', null);
    expect(told).toEqual({
      tip,
      commits: 6,
      paths: ['a.txt', 'docs/Über uns.md'],
      changes: [5, 2],
      pairs: [[0, 1, 2]],
    });
    expect(JSON.stringify(told)).not.toContain('secret');
    expect(await readCoChanges(made.repo, 'main', tip), 'it has not moved').toBeNull();
    expect(await readCoChanges(made.repo, 'nowhere', null)).toBeNull();
  } finally {
    made.remove();
  }
});

test('however large a history is, what is told of it is bounded, the most frequent pairs first', () => {
  const sweeping = Array.from({ length: 60 }, (_, i) => `sweep/${i}`);
  const wide = Array.from({ length: 60 }, (_, n) =>
    Array.from({ length: 40 }, (_, i) => `${'long/'.repeat(40)}${n}/${i}.ts`),
  );
  const often = ['z/one', 'z/two'];
  const told = countPairs([sweeping, sweeping, ...wide, ...wide, often, often, often]);
  expect(told.pairs[0]).toEqual([0, 1, 3]);
  expect(told.paths.slice(0, 2)).toEqual(often);
  expect(told.paths.join()).not.toContain('sweep');
  expect(told.pairs.length).toBeLessThanOrEqual(HISTORY_MOST.pairs);
  expect(Buffer.byteLength(told.paths.join(''))).toBeLessThanOrEqual(HISTORY_MOST.bytes);
  expect(History.safeParse({ ...told, tip: 'a'.repeat(40), commits: 1_000 }).success).toBe(true);
});
