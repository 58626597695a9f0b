import { type Found, found, linesOf } from './finding';

/** Failed tests of pytest, from its short summary; a file that cannot be collected counts as one. */
export const readPytest = (text: string): Found[] =>
  linesOf(text).flatMap((line) => {
    const match = /^(FAILED|ERROR) ([^\s:][^:]*\.py)(?:::(\S+(?: \S+)*?))?(?: - (.*))?$/.exec(line);
    return match
      ? [found({ file: match[2], test: match[3] ?? match[2], message: match[4] ?? match[1] ?? '' })]
      : [];
  });
