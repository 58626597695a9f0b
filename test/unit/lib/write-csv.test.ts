import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv } from '@/lib/read-csv';
import { writeCsv } from '@/lib/write-csv';

const textOf = (records: (string | number | null)[][]) =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(writeCsv(records));

describe('CSV that is written', () => {
  it('marks as words what a spreadsheet would run', () => {
    for (const begin of ['=', '+', '-', '@', '\t', '\r'])
      expect(readCsv(textOf([['name'], [`${begin}cmd|' /C calc'!A0`]])).records[1]?.cells).toEqual([
        `'${begin}cmd|' /C calc'!A0`,
      ]);
    expect(textOf([['a=b', -1, null, 'ä']])).toBe('\uFEFFa=b,-1,,ä\r\n');
  });

  it('is read again as it was, whatever its words', () => {
    const word = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/^[=+\-@\t\r]/.test(text));
    fc.assert(
      fc.property(fc.array(fc.array(word, { minLength: 2, maxLength: 3 }), { minLength: 1 }), (records) => {
        expect(readCsv(textOf(records)).records.map(({ cells }) => cells)).toEqual(records);
      }),
    );
  });
});
