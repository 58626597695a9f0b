import { type Found, found, linesOf } from './finding';

/** Errors of tsc, in its plain and its pretty form. */
export const readTypescript = (text: string): Found[] =>
  linesOf(text).flatMap((line) => {
    const match =
      /^([^\s(:][^(:]*)\((\d+),\d+\): error (TS\d+): (.*)$/.exec(line) ??
      /^([^\s(:][^(:]*):(\d+):\d+ - error (TS\d+): (.*)$/.exec(line);
    return match ? [found({ file: match[1], line: match[2], rule: match[3], message: match[4] ?? '' })] : [];
  });
