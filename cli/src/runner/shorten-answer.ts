import { cut } from '@/contract/cut';

/** Characters that a result keeps of an answer. */
const KEPT = 4000;
const FENCE = '```';
const LEFT_OUT = '\n…\n\n';

/**
 * An answer as a result keeps it. Of one that is too long the beginning stays, and its last block of JSON, for that is
 * what steps of a flow give out: it stands at the end, where the cut would take it away.
 */
export function shortenAnswer(words: string): string {
  if (words.length <= KEPT) return words;
  const block = lastBlock(words);
  const room = KEPT - block.length - LEFT_OUT.length;
  if (block === '' || room < 0) return cut(words, KEPT);
  return `${closed(cut(words, room))}${LEFT_OUT}${block}`;
}

function lastBlock(words: string): string {
  const at = words.lastIndexOf(`${FENCE}json`);
  const end = at < 0 ? -1 : words.indexOf(FENCE, at + FENCE.length);
  return end < 0 ? '' : words.slice(at, end + FENCE.length);
}

/** Without a block that the cut has left open: it would swallow the one behind it. */
const closed = (words: string): string =>
  words.split(FENCE).length % 2 === 1 ? words : words.slice(0, words.lastIndexOf(FENCE));
