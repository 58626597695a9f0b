import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { betweenAttempts } from '@/components/attempt/between-attempts';
import { compareLines } from '@/components/attempt/compare-lines';
import type { Changes } from '@/contract/task';

const sideOf = (lines: ReturnType<typeof compareLines>, side: 'removed' | 'added') =>
  lines.filter(({ kind }) => kind === 'context' || kind === side).map(({ text }) => text);

/** A patch of one file with three lines of context, as git prints it, from the whole texts. */
function patchOf(path: string, before: string[], after: string[]): string {
  const lines = compareLines(before, after);
  const touched = lines.map((_, at) =>
    lines.slice(Math.max(0, at - 3), at + 4).some(({ kind }) => kind !== 'context'),
  );
  let [patch, oldLine, newLine, open] = [
    `diff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n`,
    1,
    1,
    false,
  ];
  lines.forEach(({ kind, text }, at) => {
    if (touched[at]) {
      if (!open) {
        let end = at;
        while (touched[end]) end += 1;
        const hunk = lines.slice(at, end);
        const [olds, news] = ['added', 'removed'].map(
          (no) => hunk.filter((line) => line.kind !== no).length,
        ) as [number, number];
        patch += `@@ -${olds === 0 ? oldLine - 1 : oldLine},${olds} +${news === 0 ? newLine - 1 : newLine},${news} @@\n`;
      }
      patch += `${kind === 'added' ? '+' : kind === 'removed' ? '-' : ' '}${text}\n`;
    }
    open = touched[at]!;
    if (kind !== 'added') oldLine += 1;
    if (kind !== 'removed') newLine += 1;
  });
  return patch;
}
const changesOf = (patch: string): Changes => ({
  agentId: null,
  baseSha: 'b',
  headSha: 'h',
  files: [],
  patch,
  truncated: false,
});
const line = fc.constantFrom('a', 'b', 'c', '', '}');
const text = fc.array(line, { maxLength: 30 });

describe('lines that are compared', () => {
  test('give both texts back, whatever they are', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = compareLines(before, after);
        expect(sideOf(lines, 'removed')).toEqual(before);
        expect(sideOf(lines, 'added')).toEqual(after);
      }),
    );
  });

  test('keep what stands in both', () => {
    expect(compareLines(['a', 'b', 'c'], ['a', 'x', 'c']).map(({ kind }) => kind)).toEqual([
      'context',
      'removed',
      'added',
      'context',
    ]);
  });
});

describe('two attempts of one base', () => {
  test('that changed a file to the same text show nothing of it, and any difference otherwise', () => {
    fc.assert(
      fc.property(text, text, text, (base, one, other) => {
        const [file] = betweenAttempts(
          changesOf(patchOf('a', base, one)),
          changesOf(patchOf('a', base, other)),
        );
        const differs = one.join('\n') !== other.join('\n') || one.length !== other.length;
        const shown = (file?.hunks ?? []).some(({ lines }) => lines.some(({ kind }) => kind !== 'context'));
        expect(shown).toBe(differs);
        // What is shown is a part of each text: a line that neither has is never made up.
        for (const { lines } of file?.hunks ?? []) {
          expect(one.join('\n')).toContain(sideOf(lines, 'removed').join('\n'));
          expect(other.join('\n')).toContain(sideOf(lines, 'added').join('\n'));
        }
      }),
      { numRuns: 300 },
    );
  });

  test('are told by file: the same, another way, or by one alone', () => {
    const base = ['one', 'two', 'three'];
    const patch = (path: string, after: string[]) => patchOf(path, base, after);
    const first = changesOf(
      patch('same', ['one', 'x', 'three']) + patch('other', ['1', 'two', 'three']) + patch('gone', ['one']),
    );
    const second = changesOf(patch('same', ['one', 'x', 'three']) + patch('other', ['one', 'two', '3']));
    expect(betweenAttempts(first, second).map(({ path, how }) => [path, how])).toEqual([
      ['gone', 'only-first'],
      ['other', 'differs'],
      ['same', 'same'],
    ]);
    const [, { hunks }] = betweenAttempts(first, second) as [
      unknown,
      { hunks: { lines: { kind: string; text: string }[] }[] },
    ];
    expect(hunks[0]!.lines.map(({ kind, text: said }) => `${kind} ${said}`)).toEqual([
      'removed 1',
      'added one',
      'context two',
      'removed three',
      'added 3',
    ]);
  });
});
