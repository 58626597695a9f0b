import { reveal } from './reveal';

/** Text of a file: what would be invisible or reorder the line is named in its place. */
export function Revealed({ text }: { text: string }) {
  const pieces = reveal(text);
  if (pieces.length === 1 && !pieces[0]?.hidden) return text;
  return pieces.map((piece, index) =>
    piece.hidden ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a finished line never move
      <span key={index} title="Invisible character" className="mx-px rounded-sm bg-tint-danger px-0.5 text-meta font-semibold text-danger outline outline-danger">
        {piece.text}
      </span>
    ) : (
      piece.text
    ),
  );
}
