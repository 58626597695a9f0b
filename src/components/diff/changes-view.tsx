'use client';
import { useMemo } from 'react';
import { type FileDiff, parsePatch } from '@/contract/parse-patch';
import type { ChangedFile, Changes } from '@/contract/task';
import { useEndpoint } from '@/hooks/use-endpoint';
import { useShortcuts } from '@/hooks/use-shortcuts';
import { CopyButton } from '../ui/copy-button';
import { EmptyState } from '../ui/empty-state';
import { ErrorPanel } from '../ui/error-panel';
import { countOf } from '../ui/format-count';
import { Segmented } from '../ui/segmented';
import { Skeleton } from '../ui/skeleton';
import { DiffFile } from './diff-file';
import { fileTree } from './file-tree';
import { FileTreeList } from './file-tree-list';
import { placeAtHand, stepFile, stepHunk } from './place-at-hand';
import { ReviewComments } from './review-comments';
import { useReview } from './use-review';
import { useSplit } from './use-split';
import { useViewed } from './use-viewed';

/** What the last agent changed, file by file. */
export function ChangesView({ taskRef }: { taskRef: string }) {
  const changes = useEndpoint('getChanges', { params: { id: taskRef } });
  const files = useMemo(() => (changes.data ? filesOf(changes.data) : []), [changes.data]);
  const tree = useMemo(() => fileTree(files), [files]);
  const { isViewed, isHunkViewed, setViewed, mayView } = useViewed(taskRef, changes.data?.headSha ?? null);
  const review = useReview(taskRef, changes.data?.headSha ?? null);
  const { layout, setLayout, split, wide } = useSplit();
  const idOf = (file: FileDiff) => `file-${files.indexOf(file) + 1}`;
  const mark = (what: 'hunk' | 'file') => {
    const at = placeAtHand();
    const file = files.find((one) => idOf(one) === at?.file);
    if (!at || !file || !mayView) return;
    if (what === 'file' || at.hunk === null) setViewed(file, !isViewed(file));
    else setViewed(file, !isHunkViewed(file, at.hunk), at.hunk);
  };
  useShortcuts([
    { keys: 'j', label: 'Next hunk', group: 'This page', run: () => stepHunk(1) },
    { keys: 'k', label: 'Previous hunk', group: 'This page', run: () => stepHunk(-1) },
    { keys: 'l', label: 'Next file', group: 'This page', run: () => stepFile(1) },
    { keys: 'h', label: 'Previous file', group: 'This page', run: () => stepFile(-1) },
    { keys: 'm', label: 'Hunk viewed, or not', group: 'This page', run: () => mark('hunk') },
    { keys: 'M', label: 'File viewed, or not', group: 'This page', run: () => mark('file') },
    {
      keys: 's',
      label: 'One column or two',
      group: 'This page',
      run: () => void setLayout(layout === 'split' ? 'unified' : 'split'),
    },
  ]);

  if (changes.isError)
    return (
      <ErrorPanel
        title="The changes could not be read"
        error={changes.error}
        onRetry={() => void changes.refetch()}
      />
    );
  if (!changes.data) return <Skeleton />;
  if (files.length === 0)
    return (
      <EmptyState title="No file was changed">
        Either no agent has committed yet, or its work needed no change.
      </EmptyState>
    );
  const { headSha, baseSha, truncated } = changes.data;
  const added = files.reduce((sum, file) => sum + file.additions, 0);
  const removed = files.reduce((sum, file) => sum + file.deletions, 0);

  return (
    <div className="@container">
      <div className="grid items-start gap-5 @2xl:grid-cols-[16rem_minmax(0,1fr)]">
        <nav
          aria-label="Changed files"
          className="rounded-panel border border-line bg-panel p-3 @2xl:sticky @2xl:top-16 @2xl:max-h-[calc(100dvh-5rem)] @2xl:overflow-y-auto"
        >
          <p className="mb-2 text-label text-ink-2">
            {countOf(files.length, 'file')}, <span className="text-success">+{added}</span>{' '}
            <span className="text-danger">−{removed}</span>, {files.filter(isViewed).length} viewed
          </p>
          <FileTreeList folder={tree} idOf={idOf} isViewed={isViewed} />
        </nav>
        <div className="flex min-w-0 flex-col gap-3">
          <div className="flex flex-wrap items-center gap-x-2 text-label text-ink-2">
            {headSha && (
              <CopyButton text={headSha} label="Copy commit" shown={headSha.slice(0, 12)} className="-ml-1" />
            )}
            {baseSha && (
              <>
                against <code>{baseSha.slice(0, 12)}</code>
              </>
            )}
            {wide && (
              <span className="ml-auto">
                <Segmented
                  label="Layout of the changes"
                  value={layout}
                  options={[
                    { value: 'unified', label: 'Unified' },
                    { value: 'split', label: 'Split' },
                  ]}
                  onChange={(next) => void setLayout(next)}
                />
              </span>
            )}
          </div>
          {truncated && (
            <p className="rounded-panel border border-attention bg-tint-attention px-4 py-2 text-attention">
              The patch was too long to keep whole. Read the rest on the branch before you approve.
            </p>
          )}
          <ReviewComments comments={review.comments} />
          {files.map((file) => (
            <DiffFile
              key={file.path}
              id={idOf(file)}
              file={file}
              review={review}
              viewed={isViewed(file)}
              isHunkViewed={(hunk) => isHunkViewed(file, hunk)}
              mayView={mayView}
              split={split}
              onViewed={(viewed, hunk) => setViewed(file, viewed, hunk)}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

/** The patch's files, and those the patch leaves out (cut off, or without lines). */
function filesOf({ files, patch }: Changes): FileDiff[] {
  const parsed = parsePatch(patch);
  const known = new Set(parsed.map((file) => file.path));
  return [...parsed, ...files.filter((file) => !known.has(file.path)).map(withoutLines)];
}

function withoutLines(file: ChangedFile): FileDiff {
  const status = file.status === 'typechange' ? 'modified' : file.status;
  return { ...file, status, oldPath: null, hunks: [] };
}
