import { cut } from '@/contract/cut';
import type { ReviewComment } from '@/contract/review';

type Said = Pick<ReviewComment, 'path' | 'side' | 'line' | 'lineText' | 'text'>;

/** All that a reviewer said, as one message to the agent: what it is about in general first, then line by line, numbered. */
export function sayComments(guidance: string | undefined, headSha: string, comments: Said[]): string {
  const points = comments.map(
    ({ path, side, line, lineText, text }, at) =>
      `[${at + 1}] ${path}, line ${line}${side === 'old' ? ' of the file before your change' : ''}: ${lineText.trim()}\n${text}`,
  );
  return [
    ...(guidance ? [guidance] : []),
    `A reviewer commented lines of your commit ${headSha.slice(0, 12)}. Change what has to be changed, and end your last message with an answer to each, one line each, as “[1] what you did”.`,
    ...points,
  ].join('\n\n');
}

const ANSWER_MAX = 500;

/** What an agent answered to the comment with a number; where it numbered nothing, the beginning of what it said. */
export function answerTo(nth: number, said: string): string | null {
  const numbered = said.split('\n').map((line) => /^\W{0,4}\[(\d+)\]\W{0,3}\s*(.+)$/.exec(line.trim()));
  if (!numbered.some(Boolean)) return cut(said.trim(), ANSWER_MAX) || null;
  const own = numbered.find((found) => Number(found?.[1]) === nth);
  return own?.[2] === undefined ? null : cut(own[2], ANSWER_MAX);
}
