import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAnsi, stripAnsi } from '@/components/log/ansi';

const ESC = '\u001b';

describe('terminal text', () => {
  test('colours and weights become classes', () => {
    expect(parseAnsi(`${ESC}[1;31mno${ESC}[0m yes`)).toEqual([
      { text: 'no', className: 'ansi-1 font-semibold' },
      { text: ' yes', className: '' },
    ]);
  });

  test.each([
    ['256 colours', `${ESC}[38;5;196mx`, 'ansi-1'],
    ['true colour', `${ESC}[38;2;20;200;40mx`, 'ansi-2'],
    ['bright', `${ESC}[94mx`, 'ansi-4'],
    ['grey', `${ESC}[90mx`, 'ansi-8'],
    ['white stays ink', `${ESC}[37mx`, ''],
    ['what follows a long colour is still read', `${ESC}[38;5;4;1mx`, 'ansi-4 font-semibold'],
  ])('%s', (_, text, className) => {
    expect(parseAnsi(text)).toEqual([{ text: 'x', className }]);
  });

  test('every other escape is dropped: cursor, title, links, clipboard, alternate screen', () => {
    const hostile = `a${ESC}[2J${ESC}[10;10Hb${ESC}]0;title\u0007c${ESC}]8;;https://evil.example\u0007d${ESC}]8;;\u0007${ESC}]52;c;aGk=${ESC}\\e${ESC}[?1049hf${ESC}cg`;
    expect(stripAnsi(hostile)).toBe('abcdefg');
    expect(parseAnsi(hostile)).toEqual([{ text: 'abcdefg', className: '' }]);
  });

  test('what a carriage return overwrites is gone', () => {
    expect(stripAnsi('10 %\r50 %\r100 %')).toBe('100 %');
    expect(stripAnsi('done\r')).toBe('done');
  });

  test('no control character but a tab survives, whatever comes in', () => {
    const nasty = fc.string({
      unit: fc.constantFrom(ESC, '[', ']', 'm', ';', '3', '8', '\u0007', '\\', '\r', '\u009b', 'x', '\t'),
    });
    fc.assert(
      fc.property(nasty, (text) => {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
        const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;
        return !control.test(stripAnsi(text)) && parseAnsi(text).every((piece) => !control.test(piece.text));
      }),
    );
  });

  test('an unended escape of a megabyte comes to an end', () => {
    // Quadratic work on a megabyte would outlast the test's own time limit many times over.
    expect(stripAnsi(`${ESC}[${';'.repeat(1_000_000)}`)).not.toContain(ESC);
    expect(stripAnsi(`${ESC}]${'x'.repeat(1_000_000)}`)).not.toContain(ESC);
  });
});
