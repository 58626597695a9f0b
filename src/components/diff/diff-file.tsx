'use client';
import { clsx } from 'clsx';
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { FileDiff } from '@/contract/parse-patch';
import { Button } from '../ui/button';
import { Checkbox } from '../ui/controls';
import { CopyButton } from '../ui/copy-button';
import { Scroller } from '../ui/scroller';
import { words } from '../words/diff';
import { words as lines } from '../words/diff-lines';
import { DiffLines } from './diff-lines';
import { Revealed } from './revealed';
import type { Review } from './use-review';

/** A file with more changed lines than this is drawn when someone asks for it. */
const LARGE = 1500;

interface FileProps {
  id: string;
  file: FileDiff;
  review: Review;
  viewed: boolean;
  isHunkViewed(hunk: number): boolean;
  /** Whether it can be said of this commit that a file was viewed. */
  mayView: boolean;
  /** Before and after side by side. */
  split: boolean;
  /** All of it, or the hunk that is named. */
  onViewed(viewed: boolean, hunk?: number): void;
}

/** One file's changes; ticking it as viewed folds it away. */
export function DiffFile({ id, file, review, viewed, isHunkViewed, mayView, split, onViewed }: FileProps) {
  const size = file.hunks.reduce((sum, hunk) => sum + hunk.lines.length, 0);
  const [unfolded, setUnfolded] = useState<boolean | null>(null);
  const open = unfolded ?? (!viewed && size <= LARGE);
  return (
    <section
      id={id}
      aria-label={file.path}
      className="scroll-mt-14 overflow-hidden rounded-panel border border-line bg-panel"
    >
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 px-2 py-1">
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setUnfolded(!open)}
          className="flex min-h-7 min-w-0 flex-1 basis-48 items-center gap-1.5 text-left"
        >
          <ChevronRight
            className={clsx('size-4 shrink-0 text-ink-3', open && 'rotate-90')}
            aria-hidden="true"
          />
          <bdi className="mono min-w-0 text-label font-medium break-all">
            {file.oldPath && (
              <span className="text-ink-3">
                <Revealed text={file.oldPath} /> →{' '}
              </span>
            )}
            <Revealed text={file.path} />
          </bdi>
          {file.status !== 'modified' && (
            <span className="shrink-0 text-meta text-ink-2">{words.status[file.status].word}</span>
          )}
        </button>
        <span className="mono shrink-0 text-label">
          <span className="text-success">+{file.additions}</span>{' '}
          <span className="text-danger">−{file.deletions}</span>
        </span>
        <CopyButton text={file.path} label={words.file.copy} />
        <Checkbox
          label={lines.viewed}
          className="text-label"
          checked={viewed}
          disabled={!mayView}
          onChange={(event) => {
            setUnfolded(null);
            onViewed(event.target.checked);
          }}
        />
      </header>
      {open && (
        <Scroller label={words.file.changes(file.path)} className="mono border-t border-line text-log">
          {file.binary && <p className="px-3 py-3 font-sans text-ink-2">{words.file.binary}</p>}
          {!file.binary && file.hunks.length === 0 && (
            <p className="px-3 py-3 font-sans text-ink-2">
              {file.status === 'renamed' ? words.file.renamed : words.file.unchanged}
            </p>
          )}
          {file.hunks.map((hunk, nth) => (
            <DiffLines
              key={hunk.header}
              hunk={hunk}
              path={file.path}
              review={review}
              split={split}
              viewing={{
                place: `${id} ${nth}`,
                viewed: isHunkViewed(nth),
                mayView,
                onViewed: (to) => onViewed(to, nth),
              }}
            />
          ))}
        </Scroller>
      )}
      {!open && size > LARGE && !viewed && (
        <div className="border-t border-line px-3 py-2">
          <Button size="sm" onClick={() => setUnfolded(true)}>
            {words.file.show(size.toLocaleString('en-US'))}
          </Button>
        </div>
      )}
    </section>
  );
}
