'use client';
import { clsx } from 'clsx';
import { useState } from 'react';
import type { Hunk } from '@/contract/parse-patch';
import { Button } from '../ui/button';
import { Checkbox } from '../ui/controls';
import { words } from '../words/diff-lines';
import { LINE_LOOK, LineSign, LineText } from './line-text';
import { type MarkedLine, withMarks } from './pair-lines';
import { placeOf, SaidOfLine } from './said-of-line';
import { SplitLines } from './split-lines';
import type { Review } from './use-review';

interface LinesProps {
  hunk: Hunk;
  path: string;
  review: Review;
  split: boolean;
  /** Where it can be looked at and ticked off; left out elsewhere. */
  viewing?: HunkViewing;
}
export interface HunkViewing {
  /** Which hunk it is: of which file in the page, and which of it. */
  place: string;
  viewed: boolean;
  mayView: boolean;
  onViewed(viewed: boolean): void;
}

/** The lines of one hunk, in one column or in two. A sign, a bar and a tint say the same thing three times. */
export function DiffLines({ hunk, path, review, split, viewing }: LinesProps) {
  const [unfolded, setUnfolded] = useState<boolean | null>(null);
  const open = unfolded ?? !viewing?.viewed;
  return (
    <>
      <div
        data-hunk={viewing?.place}
        tabIndex={viewing ? -1 : undefined}
        className="sticky left-0 flex scroll-mt-24 items-center gap-3 border-y border-line bg-sunken pr-2 pl-3 text-meta text-ink-2 first:border-t-0 focus-visible:-outline-offset-2"
      >
        <bdi className="min-w-0 flex-1 truncate py-1">{hunk.header}</bdi>
        {viewing?.viewed && (
          <Button look="quiet" size="sm" aria-expanded={open} onClick={() => setUnfolded(!open)}>
            {open ? words.fold : words.show(hunk.lines.length)}
          </Button>
        )}
        {viewing && (
          <Checkbox
            label={words.viewed}
            aria-label={words.hunkViewed(hunk.header)}
            className="shrink-0 font-sans"
            checked={viewing.viewed}
            disabled={!viewing.mayView}
            onChange={(event) => {
              setUnfolded(null);
              viewing.onViewed(event.target.checked);
            }}
          />
        )}
      </div>
      {open && <Lines lines={withMarks(hunk)} path={path} review={review} split={split} />}
    </>
  );
}

function Lines({ lines, path, review, split }: Omit<LinesProps, 'hunk'> & { lines: MarkedLine[] }) {
  if (split) return <SplitLines lines={lines} path={path} review={review} />;
  return lines.map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines of a patch never move
    <ReviewedLine key={index} line={line} path={path} review={review} />
  ));
}

/** A line with what is said of it; where its commit is in review, its sign opens a comment. */
function ReviewedLine({ line, path, review }: { line: MarkedLine; path: string; review: Review }) {
  const [open, setOpen] = useState(false);
  const at = placeOf(line, review);
  if (!at) return <Line line={line} />;
  return (
    <>
      <Line line={line} at={at.line} onComment={() => setOpen(true)} />
      <SaidOfLine review={review} path={path} at={at} open={open} onDone={() => setOpen(false)} />
    </>
  );
}

function Line({ line, at, onComment }: { line: MarkedLine; at?: number; onComment?(): void }) {
  return (
    <div className={clsx('flex min-w-max', LINE_LOOK[line.kind])}>
      <span className="w-11 shrink-0 pr-2 text-right text-meta leading-5 text-ink-2 select-none">
        {line.oldLine ?? ''}
      </span>
      <span className="w-11 shrink-0 pr-2 text-right text-meta leading-5 text-ink-2 select-none">
        {line.newLine ?? ''}
      </span>
      <LineSign kind={line.kind} at={at} onComment={onComment} />
      <span className="min-h-5 flex-1 pr-4 whitespace-pre [tab-size:4] [unicode-bidi:isolate]">
        <LineText line={line} />
      </span>
    </div>
  );
}
