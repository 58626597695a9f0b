import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinArgv, splitArgv } from '@/components/project/project-form-state';
import { ATTENTION_GROUPS, ENDED, STATUS } from '@/components/task/status-vocabulary';
import { formatBytes, formatCount } from '@/components/ui/format-count';
import { formatDuration } from '@/components/ui/format-duration';
import { formatMoney, parseMoney, shortMoney } from '@/components/ui/format-money';
import { formatAgo } from '@/components/ui/format-time';
import { TaskStatus } from '@/contract/task';

describe('figures for people', () => {
  test.each([
    [0, '0.0s'],
    [400, '0.4s'],
    [12_000, '12s'],
    [64_000, '1m 04s'],
    [7_800_000, '2h 10m'],
    [273_600_000, '3d 4h'],
    [-1, '–'],
  ])('%d ms read as %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  test.each([
    [0, '$0.00'],
    [31_200, '$0.0312'],
    [12_400_000, '$12.40'],
    [1_234_000_000, '$1,234.00'],
  ])('%d micros read as %s', (micros, text) => {
    expect(formatMoney(micros)).toBe(text);
  });

  test.each([
    [31_200, '$0.0312'],
    [9_999_990_000, '$9,999.99'],
    [812_351_690_000, '$812.4K'],
    [1_900_000_000_000, '$1.9M'],
  ])('%d micros read as %s where there is little room', (micros, text) => {
    expect(shortMoney(micros)).toBe(text);
  });

  test('money that is typed comes back the same', () => {
    expect(parseMoney('')).toBeNull();
    expect(parseMoney('$1.25')).toBe(1_250_000);
    expect(parseMoney('1,5')).toBeNaN();
    expect(parseMoney('-1')).toBeNaN();
  });

  test('counts, bytes and ages are short', () => {
    expect([980, 12_400, 3_100_000, 999_999].map(formatCount)).toEqual(['980', '12.4k', '3.1M', '1M']);
    expect(formatBytes(38_100)).toBe('38.1 kB');
    expect(formatAgo(1000, 2000)).toBe('just now');
    expect(formatAgo(0, 180_000)).toBe('3 min. ago');
    expect(formatAgo(5000, 0)).toBe('just now');
  });
});

describe('the status vocabulary', () => {
  test('each of the fourteen has a word and a shape of its own', () => {
    const shown = TaskStatus.options.map((status) => STATUS[status]);
    expect(new Set(shown.map(({ word }) => word)).size).toBe(14);
    expect(new Set(shown.map(({ shape }) => shape)).size).toBe(14);
  });

  test('each stands in exactly one group of the list', () => {
    const grouped = [...ATTENTION_GROUPS.flatMap(({ statuses }) => statuses), ...ENDED];
    expect(grouped.toSorted()).toEqual([...TaskStatus.options].toSorted());
  });

  test('what needs a person is amber and what failed is red, never the other way', () => {
    expect([STATUS.NEEDS_HUMAN.tone, STATUS.FAILED.tone]).toEqual(['attention', 'danger']);
  });
});

describe('a command typed as one line', () => {
  test('is split by spaces outside quotes', () => {
    expect(splitArgv(`npm run "my test" --grep='a b' c\\ d ""`)).toEqual([
      'npm',
      'run',
      'my test',
      '--grep=a b',
      'c d',
      '',
    ]);
  });

  test('comes back as the same list', () => {
    const word = fc.string({ minLength: 1 }).filter((text) => !/[\r\n\0]/.test(text));
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (argv) => {
        expect(splitArgv(joinArgv(argv))).toEqual(argv);
      }),
    );
  });
});
