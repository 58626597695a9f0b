import type { Side } from '@/contract/review';
import { Failure } from '../../terminal/failure';

/** A comment as a person typed it: `src/sum.js:12 Why here?`, with `-12` for a line as it stood before. Throws a Failure. */
export function readComment(given: string): { path: string; side: Side; line: number; text: string } {
  const [, path, old, line, text] = /^(.+?):(-?)(\d{1,8})\s+(\S[\s\S]*)$/.exec(given) ?? [];
  if (!path || !line || !text)
    throw new Failure(
      'COMMENT_MALFORMED',
      `“${given}” is no comment on a line. Write FILE:LINE and then what you say, like "src/sum.js:12 Why here?".`,
      'usage',
    );
  return { path, side: old ? 'old' : 'new', line: Number(line), text };
}
