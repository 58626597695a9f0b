'use client';
import { clsx } from 'clsx';
import { useState } from 'react';
import { LINE_LOOK, LineSign, LineText } from './line-text';
import type { MarkedLine } from './pair-lines';
import { placeOf, SaidOfLine } from './said-of-line';
import { type SplitRow, splitRows } from './split-rows';
import type { Review } from './use-review';

/** The lines of one hunk with before and after side by side; long lines are wrapped. */
export function SplitLines({ lines, path, review }: { lines: MarkedLine[]; path: string; review: Review }) {
  return splitRows(lines).map((row, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines of a patch never move
    <Row key={index} row={row} path={path} review={review} />
  ));
}

function Row({ row: { left, right }, path, review }: { row: SplitRow; path: string; review: Review }) {
  const [open, setOpen] = useState<'left' | 'right' | null>(null);
  const leftAt = left?.kind === 'removed' ? placeOf(left, review) : null;
  const rightAt = right && right.kind !== 'note' ? placeOf(right, review) : null;
  const onDone = () => setOpen(null);
  return (
    <>
      <div className="grid grid-cols-2 divide-x divide-line">
        <Half line={left} number={left?.oldLine} at={leftAt?.line} onComment={() => setOpen('left')} />
        <Half line={right} number={right?.newLine} at={rightAt?.line} onComment={() => setOpen('right')} />
      </div>
      {leftAt && (
        <SaidOfLine review={review} path={path} at={leftAt} open={open === 'left'} onDone={onDone} />
      )}
      {rightAt && (
        <SaidOfLine review={review} path={path} at={rightAt} open={open === 'right'} onDone={onDone} />
      )}
    </>
  );
}

interface HalfProps {
  line: MarkedLine | null;
  number: number | null | undefined;
  /** The number by which it is commented. */
  at: number | undefined;
  onComment(): void;
}

function Half({ line, number, at, onComment }: HalfProps) {
  if (!line) return <div className="bg-sunken" />;
  return (
    <div className={clsx('flex min-w-0', LINE_LOOK[line.kind])}>
      <span className="w-11 shrink-0 pr-2 text-right text-meta leading-5 text-ink-2 select-none">
        {number ?? ''}
      </span>
      <LineSign kind={line.kind} at={at} onComment={at === undefined ? undefined : onComment} />
      <span className="min-h-5 min-w-0 flex-1 pr-2 break-words whitespace-pre-wrap [overflow-wrap:anywhere] [tab-size:4] [unicode-bidi:isolate]">
        <LineText line={line} />
      </span>
    </div>
  );
}
