'use client';
import { useQueryState } from 'nuqs';
import { useMemo } from 'react';
import { type FileDiff, parsePatch } from '@/contract/parse-patch';
import type { ChangedFile, Changes } from '@/contract/task';
import { useEndpoint } from '@/hooks/use-endpoint';
import { useShortcuts } from '@/hooks/use-shortcuts';
import { Checkbox } from '../ui/controls';
import { CopyButton } from '../ui/copy-button';
import { EmptyState } from '../ui/empty-state';
import { ErrorPanel } from '../ui/error-panel';
import { Phrase } from '../ui/phrase';
import { Segmented } from '../ui/segmented';
import { Skeleton } from '../ui/skeleton';
import { words } from '../words/diff';
import { DiffFile } from './diff-file';
import { onlyCommented } from './diff-url';
import { fileTree } from './file-tree';
import { FileTreeList } from './file-tree-list';
import { placeAtHand, stepFile, stepHunk } from './place-at-hand';
import { DraftComments, SentComments } from './review-comments';
import { countComments, useReview } from './use-review';
import { useSplit } from './use-split';
import { useViewed } from './use-viewed';

const DRAFTS = 'drafts';

/** What the last agent changed, file by file. */
export function ChangesView({ taskRef }: { taskRef: string }) {
  const changes = useEndpoint('getChanges', { params: { id: taskRef } });
  const files = useMemo(() => (changes.data ? filesOf(changes.data) : []), [changes.data]);
  const { isViewed, isHunkViewed, setViewed, mayView } = useViewed(taskRef, changes.data?.headSha ?? null);
  const review = useReview(taskRef, changes.data?.headSha ?? null);
  const said = useMemo(() => countComments(review.comments), [review.comments]);
  const [only, setOnly] = useQueryState('commented', onlyCommented);
  const commented = files.filter(({ path }) => said.has(path));
  const narrowed = only && commented.length > 0;
  const tree = fileTree(narrowed ? commented : files);
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
    { keys: 'j', label: words.keys.nextHunk, group: 'This page', run: () => stepHunk(1) },
    { keys: 'k', label: words.keys.previousHunk, group: 'This page', run: () => stepHunk(-1) },
    { keys: 'l', label: words.keys.nextFile, group: 'This page', run: () => stepFile(1) },
    { keys: 'h', label: words.keys.previousFile, group: 'This page', run: () => stepFile(-1) },
    { keys: 'm', label: words.keys.hunkViewed, group: 'This page', run: () => mark('hunk') },
    { keys: 'M', label: words.keys.fileViewed, group: 'This page', run: () => mark('file') },
    {
      keys: 's',
      label: words.keys.layout,
      group: 'This page',
      run: () => void setLayout(layout === 'split' ? 'unified' : 'split'),
    },
  ]);

  if (changes.isError)
    return <ErrorPanel title={words.failed} error={changes.error} onRetry={() => void changes.refetch()} />;
  if (!changes.data) return <Skeleton />;
  if (files.length === 0) return <EmptyState title={words.nothing}>{words.why}</EmptyState>;
  const { headSha, baseSha, truncated } = changes.data;
  const added = files.reduce((sum, file) => sum + file.additions, 0);
  const drafts = review.comments.filter(({ state }) => state === 'draft');
  const removed = files.reduce((sum, file) => sum + file.deletions, 0);

  return (
    <div className="@container">
      <div className="grid items-start gap-5 @2xl:grid-cols-[16rem_minmax(0,1fr)]">
        <nav
          aria-label={words.files}
          className="rounded-panel border border-line bg-panel p-3 @2xl:sticky @2xl:top-16 @2xl:max-h-[calc(100dvh-5rem)] @2xl:overflow-y-auto"
        >
          <p className="mb-2 text-label text-ink-2">
            <Phrase
              of={words.sum(files.length, files.filter(isViewed).length)}
              parts={{
                added: <span className="text-success">+{added}</span>,
                removed: <span className="text-danger">−{removed}</span>,
              }}
            />
          </p>
          {commented.length > 0 && (
            <Checkbox
              label={words.comments.only(commented.length)}
              className="mb-2 text-label"
              checked={narrowed}
              onChange={(event) => void setOnly(event.target.checked || null)}
            />
          )}
          <FileTreeList
            folder={tree}
            idOf={idOf}
            isViewed={isViewed}
            commentsOf={({ path }) => said.get(path) ?? 0}
          />
        </nav>
        <div className="flex min-w-0 flex-col gap-3">
          <div className="flex flex-wrap items-center gap-x-2 text-label text-ink-2">
            {headSha && (
              <CopyButton
                text={headSha}
                label={words.copyCommit}
                shown={headSha.slice(0, 12)}
                className="-ml-1"
              />
            )}
            {baseSha && <Phrase of={words.against} parts={{ commit: <code>{baseSha.slice(0, 12)}</code> }} />}
            {drafts.length > 0 && (
              <a href={`#${DRAFTS}`} className="text-accent hover:underline max-sm:hidden">
                {words.comments.drafts(drafts.length)}
              </a>
            )}
            {wide && (
              <span className="ml-auto">
                <Segmented
                  label={words.layout}
                  value={layout}
                  options={[
                    { value: 'unified', label: words.unified },
                    { value: 'split', label: words.split },
                  ]}
                  onChange={(next) => void setLayout(next)}
                />
              </span>
            )}
          </div>
          {truncated && (
            <p className="rounded-panel border border-attention bg-tint-attention px-4 py-2 text-attention">
              {words.truncated}
            </p>
          )}
          <SentComments comments={review.comments} />
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
          <DraftComments id={DRAFTS} comments={drafts} />
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
