'use client';
import { clsx } from 'clsx';
import { MessageSquare } from 'lucide-react';
import { useState } from 'react';
import type { Hunk } from '@/contract/parse-patch';
import { LineComment } from './line-comment';
import { type MarkedLine, withMarks } from './pair-lines';
import { Revealed } from './revealed';
import { type Review, saidOf } from './use-review';

const LOOK = {
  context: '',
  note: 'text-ink-3',
  added: 'bg-tint-success',
  removed: 'bg-tint-danger',
} as const;
const SIGN = { context: ' ', note: ' ', added: '+', removed: '−' } as const;
const SIGN_LOOK = { context: '', note: '', added: 'text-success', removed: 'text-danger' } as const;

/** The lines of one hunk. A sign, a bar and a tint say the same thing three times. */
export function DiffLines({ hunk, path, review }: { hunk: Hunk; path: string; review: Review }) {
  return (
    <>
      <div className="sticky left-0 border-y border-line bg-sunken px-3 py-1 text-meta text-ink-2 first:border-t-0">
        <bdi>{hunk.header}</bdi>
      </div>
      {withMarks(hunk).map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a patch never move
        <ReviewedLine key={index} line={line} path={path} review={review} />
      ))}
    </>
  );
}

/** A line with what is said of it; where its commit is in review, its number opens a comment. */
function ReviewedLine({ line, path, review }: { line: MarkedLine; path: string; review: Review }) {
  const [open, setOpen] = useState(false);
  const side = line.kind === 'removed' ? 'old' : 'new';
  const at = side === 'old' ? line.oldLine : line.newLine;
  const { headSha, taskRef } = review;
  if (at === null || headSha === null) return <Line line={line} />;
  return (
    <>
      <Line line={line} at={at} onComment={() => setOpen(true)} />
      {saidOf(review, path, side, at).map((comment) => (
        <p
          key={comment.id}
          className="sticky left-0 flex w-full max-w-xl gap-2 border-y border-line bg-panel px-3 py-1.5 font-sans text-body whitespace-pre-wrap break-words"
        >
          <MessageSquare className="mt-0.5 size-4 shrink-0 text-ink-3" aria-hidden="true" />
          {comment.text}
        </p>
      ))}
      {open && (
        <LineComment taskRef={taskRef} at={{ headSha, path, side, line: at }} onDone={() => setOpen(false)} />
      )}
    </>
  );
}

function Line({ line, at, onComment }: { line: MarkedLine; at?: number; onComment?(): void }) {
  const { kind, mark, text } = line;
  return (
    <div
      className={clsx(
        'flex min-w-max',
        LOOK[kind],
        kind === 'added' && 'shadow-[inset_3px_0_0_var(--success)]',
        kind === 'removed' && 'shadow-[inset_3px_0_0_var(--danger)]',
      )}
    >
      <span className="w-11 shrink-0 pr-2 text-right text-meta leading-5 text-ink-2 select-none">
        {line.oldLine ?? ''}
      </span>
      <span className="w-11 shrink-0 pr-2 text-right text-meta leading-5 text-ink-2 select-none">
        {line.newLine ?? ''}
      </span>
      {onComment ? (
        <button
          type="button"
          aria-label={`Comment on ${kind === 'removed' ? 'removed ' : ''}line ${at}`}
          onClick={onComment}
          className={clsx(
            'min-h-6 w-6 shrink-0 text-center font-semibold select-none hover:bg-accent hover:text-on-accent',
            SIGN_LOOK[kind],
          )}
        >
          {SIGN[kind] === ' ' ? '·' : SIGN[kind]}
        </button>
      ) : (
        <span
          className={clsx('w-5 shrink-0 text-center font-semibold select-none', SIGN_LOOK[kind])}
          aria-hidden="true"
        >
          {SIGN[kind]}
        </span>
      )}
      <span className="min-h-5 flex-1 pr-4 whitespace-pre [tab-size:4] [unicode-bidi:isolate]">
        {kind === 'added' && <span className="sr-only">added: </span>}
        {kind === 'removed' && <span className="sr-only">removed: </span>}
        {mark ? (
          <>
            <Revealed text={text.slice(0, mark[0])} />
            <span
              className={clsx(
                'underline decoration-2 underline-offset-2',
                kind === 'added' ? 'decoration-success' : 'decoration-danger',
              )}
            >
              <Revealed text={text.slice(mark[0], mark[1])} />
            </span>
            <Revealed text={text.slice(mark[1])} />
          </>
        ) : (
          <Revealed text={text} />
        )}
      </span>
    </div>
  );
}
