import { type Found, found, linesOf } from './finding';

/** Failed tests of cargo with where they panicked, and errors of rustc and clippy. */
export function readCargo(text: string): Found[] {
  const lines = linesOf(text);
  return lines.flatMap((line, at) => {
    const test = /^test (\S+)(?: - .*)? \.\.\. FAILED$/.exec(line);
    if (test) {
      const panic = lines.findIndex(
        (one) => one.startsWith(`thread '${test[1]}'`) && one.includes('panicked at'),
      );
      const place = /panicked at (?:'[^']*', )?([^\s:]+):(\d+)/.exec(lines[panic] ?? '');
      const message = panic < 0 ? 'failed' : (lines[panic + 1] ?? '');
      return [found({ test: test[1], file: place?.[1], line: place?.[2], message })];
    }
    const error = /^error(?:\[(E\d+)\])?: (.*)$/.exec(line);
    const place = error && /^\s+--> ([^\s:]+):(\d+):\d+$/.exec(lines[at + 1] ?? '');
    return error && place
      ? [found({ file: place[1], line: place[2], rule: error[1], message: error[2] ?? '' })]
      : [];
  });
}
