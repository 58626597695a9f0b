import { parseAnsi } from './ansi';
import { splitMatches } from './find-matches';

/** Terminal text as spans: colours only, everything else of it inert. */
export function AnsiText({ text, wanted = '' }: { text: string; wanted?: string }) {
  return parseAnsi(text).map((piece, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a finished line never move
    <span key={index} className={piece.className || undefined}>
      <Marked text={piece.text} wanted={wanted} />
    </span>
  ));
}

/** Text with what was searched for marked. */
export function Marked({ text, wanted }: { text: string; wanted: string }) {
  if (wanted === '') return text;
  return splitMatches(text, wanted).map((piece, index) =>
    piece.hit ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a finished line never move
      <mark key={index} className="rounded-sm bg-tint-attention text-ink outline outline-attention">
        {piece.text}
      </mark>
    ) : (
      piece.text
    ),
  );
}
