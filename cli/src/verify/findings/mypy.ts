import { type Found, found, linesOf } from './finding';

/** Errors of mypy; its notes only explain them. */
export const readMypy = (text: string): Found[] =>
  linesOf(text).flatMap((line) => {
    const match = /^([^\s:][^:]*\.pyi?):(\d+)(?::\d+)?: error: (.*?)(?: {2}\[([\w-]+)\])?$/.exec(line);
    return match ? [found({ file: match[1], line: match[2], message: match[3] ?? '', rule: match[4] })] : [];
  });
