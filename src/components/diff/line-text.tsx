import { clsx } from 'clsx';
import { words } from '../words/diff-lines';
import type { MarkedLine } from './pair-lines';
import { Revealed } from './revealed';

export const LINE_LOOK = {
  context: '',
  note: 'text-ink-3',
  added: 'bg-tint-success shadow-[inset_3px_0_0_var(--success)]',
  removed: 'bg-tint-danger shadow-[inset_3px_0_0_var(--danger)]',
} as const;
const SIGN = { context: ' ', note: ' ', added: '+', removed: '−' } as const;
const SIGN_LOOK = { context: '', note: '', added: 'text-success', removed: 'text-danger' } as const;

/** A line’s text, the words that differ underlined, and said aloud whether it came or went. */
export function LineText({ line: { kind, mark, text } }: { line: MarkedLine }) {
  return (
    <>
      {kind === 'added' && <span className="sr-only">{words.added} </span>}
      {kind === 'removed' && <span className="sr-only">{words.removed} </span>}
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
    </>
  );
}

/** A line’s sign; where its commit is in review, it opens a comment on the line `at`. */
export function LineSign({
  kind,
  at,
  onComment,
}: {
  kind: MarkedLine['kind'];
  at?: number;
  onComment?(): void;
}) {
  if (!onComment)
    return (
      <span
        className={clsx('w-5 shrink-0 text-center font-semibold select-none', SIGN_LOOK[kind])}
        aria-hidden="true"
      >
        {SIGN[kind]}
      </span>
    );
  return (
    <button
      type="button"
      aria-label={kind === 'removed' ? words.comment.onRemoved(at) : words.comment.on(at)}
      onClick={onComment}
      className={clsx(
        'min-h-6 w-6 shrink-0 self-start text-center font-semibold select-none hover:bg-accent hover:text-on-accent',
        SIGN_LOOK[kind],
      )}
    >
      {SIGN[kind] === ' ' ? '·' : SIGN[kind]}
    </button>
  );
}
