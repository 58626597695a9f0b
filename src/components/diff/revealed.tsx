import { words } from '../words/diff-lines';
import { reveal } from './reveal';

const named =
  'mx-px rounded-sm bg-tint-danger px-0.5 text-meta font-semibold text-danger outline outline-danger';

/** Text of a file: what would be invisible or reorder the line is named in its place. */
export function Revealed({ text }: { text: string }) {
  return reveal(text).map((piece, index) => {
    if (!piece.hidden) return piece.text;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a finished line never move
      <span key={index} title={words.invisible} className={named}>
        {piece.text}
      </span>
    );
  });
}
