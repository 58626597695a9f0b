import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv } from '@/lib/read-csv';

const cells = (text: string) => readCsv(text).records.map((record) => record.cells);

describe('CSV', () => {
  it('is read as RFC 4180 says, with either kind of line end', () => {
    expect(cells('a,b\r\nc,d\r\n')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    expect(cells('a,b\nc,d')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    expect(cells('"a, ""b""",\n" c "')).toEqual([['a, "b"', ''], [' c ']]);
    expect(cells('\uFEFFtitle\n""')).toEqual([['title']]);
    expect(cells('')).toEqual([]);
    expect(cells(',')).toEqual([['', '']]);
  });

  it('knows the line on which each record begins', () => {
    const { records } = readCsv('title,text\n\nOne,"two\r\nlines"\nTwo,x\n');
    expect(records.map(({ line }) => line)).toEqual([1, 3, 5]);
    expect(records[1]!.cells[1]).toBe('two\r\nlines');
  });

  it.each([
    ['a quote that is never closed', 'a\n"b,c\nd', 2, 'never closed'],
    ['a quote within a cell', 'a\nb"c"', 2, 'follows a cell'],
    ['something after a closing quote', '"a"b', 1, 'follows a cell'],
    ['a lone carriage return', 'a\rb', 1, 'follows a cell'],
  ])('with %s has a fault on its line', (_, text, line, message) => {
    expect(readCsv(text).fault).toMatchObject({ line, message: expect.stringContaining(message) });
  });

  it('is read back as it was written, whatever the cells hold', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r\n', ' ', 'é', '') });
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 5 }), (table) => {
        const text = table
          .map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(','))
          .join('\r\n');
        expect(readCsv(text)).toEqual({ fault: null, records: expect.anything() });
        expect(cells(text)).toEqual(table);
      }),
    );
  });
});
