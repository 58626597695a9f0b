import { MessageSquare } from 'lucide-react';
import type { Side } from '@/contract/review';
import { LineComment } from './line-comment';
import type { MarkedLine } from './pair-lines';
import { type Review, saidOf } from './use-review';

/** Where a line is commented: which of the two texts it belongs to, and its number there; null where that is nowhere. */
export function placeOf(line: MarkedLine, review: Review): { side: Side; line: number } | null {
  const side = line.kind === 'removed' ? 'old' : 'new';
  const at = side === 'old' ? line.oldLine : line.newLine;
  return at === null || review.headSha === null ? null : { side, line: at };
}

interface SaidProps {
  review: Review;
  path: string;
  at: { side: Side; line: number };
  /** Whether a comment is being written. */
  open: boolean;
  onDone(): void;
}

/** What is said of a line of the commit in review, and the comment that is being written. */
export function SaidOfLine({ review, path, at, open, onDone }: SaidProps) {
  const { headSha, taskRef } = review;
  if (headSha === null) return null;
  return (
    <>
      {saidOf(review, path, at.side, at.line).map((comment) => (
        <p
          key={comment.id}
          className="sticky left-0 flex w-full max-w-xl gap-2 border-y border-line bg-panel px-3 py-1.5 font-sans text-body whitespace-pre-wrap break-words"
        >
          <MessageSquare className="mt-0.5 size-4 shrink-0 text-ink-3" aria-hidden="true" />
          {comment.text}
        </p>
      ))}
      {open && <LineComment taskRef={taskRef} at={{ headSha, path, ...at }} onDone={onDone} />}
    </>
  );
}
