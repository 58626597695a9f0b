import { clsx } from 'clsx';
import { type MarkedLine, withMarks } from './pair-lines';
import type { Hunk } from './parse-patch';
import { Revealed } from './revealed';

const LOOK = {
  context: '',
  note: 'text-ink-3',
  added: 'bg-tint-success',
  removed: 'bg-tint-danger',
} as const;
const SIGN = { context: ' ', note: ' ', added: '+', removed: '−' } as const;
const SIGN_LOOK = { context: '', note: '', added: 'text-success', removed: 'text-danger' } as const;

/** The lines of one hunk. A sign, a bar and a tint say the same thing three times. */
export function DiffLines({ hunk }: { hunk: Hunk }) {
  return (
    <>
      <div className="sticky left-0 border-y border-line bg-sunken px-3 py-1 text-meta text-ink-2 first:border-t-0">
        <bdi>{hunk.header}</bdi>
      </div>
      {withMarks(hunk).map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a patch never move
        <Line key={index} line={line} />
      ))}
    </>
  );
}

function Line({ line }: { line: MarkedLine }) {
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
      <span
        className={clsx('w-5 shrink-0 text-center font-semibold select-none', SIGN_LOOK[kind])}
        aria-hidden="true"
      >
        {SIGN[kind]}
      </span>
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
