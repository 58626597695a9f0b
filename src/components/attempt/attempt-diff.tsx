'use client';
import { useMemo, useState } from 'react';
import type { Agent } from '@/contract/agent';
import { useEndpoint } from '@/hooks/use-endpoint';
import { DiffLines } from '../diff/diff-lines';
import { Revealed } from '../diff/revealed';
import { Button } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { ErrorPanel } from '../ui/error-panel';
import { Scroller } from '../ui/scroller';
import { Skeleton } from '../ui/skeleton';
import { words } from '../words/attempt';
import { betweenAttempts, type FileBetween } from './between-attempts';

/** A file with more lines than this is drawn when someone asks for it. */
const LARGE = 1500;

/** Lines of two attempts are commented where the commit itself is shown. */
const NOT_IN_REVIEW = { taskRef: '', headSha: null, comments: [] };

/** What one attempt made otherwise than another, file by file, from the patches that both have left. */
export function AttemptDiff({ taskRef, first, second }: { taskRef: string; first: Agent; second: Agent }) {
  const params = { id: taskRef };
  const before = useEndpoint('getChanges', { params, query: { agentId: first.id } });
  const after = useEndpoint('getChanges', { params, query: { agentId: second.id } });
  const files = useMemo(
    () => (before.data && after.data ? betweenAttempts(before.data, after.data) : []),
    [before.data, after.data],
  );
  const error = before.error ?? after.error;
  if (error)
    return (
      <ErrorPanel
        title={words.diff.unread}
        error={error}
        onRetry={() => {
          void before.refetch();
          void after.refetch();
        }}
      />
    );
  if (!before.data || !after.data) return <Skeleton className="p-4" />;
  const without = [before.data, after.data].findIndex(
    ({ headSha, files: all }) => headSha === null && all.length === 0,
  );
  if (first.id === second.id)
    return <EmptyState title={words.diff.choose}>{words.diff.chooseWhy}</EmptyState>;
  if (without >= 0)
    return (
      <EmptyState title={words.diff.noCommit([first, second][without]!.attempt)}>
        {words.diff.noCommitHint}
      </EmptyState>
    );
  const otherBase = before.data.baseSha !== after.data.baseSha;
  const truncated = before.data.truncated || after.data.truncated;
  const differing = otherBase ? files : files.filter(({ how }) => how !== 'same');
  const same = files.length - differing.length;
  return (
    <>
      {(otherBase || truncated) && (
        <p className="border-b border-line bg-tint-attention px-4 py-2 text-label text-attention">
          {otherBase ? words.diff.otherBase : words.diff.truncated}
        </p>
      )}
      <p className="px-4 py-2 text-label text-ink-2">
        {otherBase
          ? words.diff.byEither(files.length)
          : differing.length === 0
            ? words.diff.allSame
            : words.diff.differ(differing.length, same, first.attempt, second.attempt)}
      </p>
      {differing.map((file) => (
        <Between
          key={file.path}
          file={otherBase ? { ...file, hunks: [] } : file}
          told={!otherBase}
          first={first.attempt}
          second={second.attempt}
        />
      ))}
    </>
  );
}

interface BetweenProps {
  file: FileBetween;
  /** Whether its lines can be told apart. */
  told: boolean;
  first: number;
  second: number;
}

function Between({ file, told, first, second }: BetweenProps) {
  const size = file.hunks.reduce((sum, hunk) => sum + hunk.lines.length, 0);
  const [shown, setShown] = useState(size <= LARGE);
  const alone = file.how === 'only-first' ? first : file.how === 'only-second' ? second : null;
  return (
    <section aria-label={file.path} className="border-t border-line">
      <h3 className="flex flex-wrap items-baseline gap-x-3 px-4 py-2">
        <bdi className="mono text-label font-medium break-all">
          <Revealed text={file.path} />
        </bdi>
        <span className="text-label font-normal text-ink-2">
          {alone !== null ? words.diff.alone(alone) : told ? words.diff.otherwise : words.diff.byBoth}
        </span>
      </h3>
      {!shown && (
        <Button size="sm" className="mx-4 mb-3" onClick={() => setShown(true)}>
          {words.diff.show(size)}
        </Button>
      )}
      {shown && told && (
        <Scroller label={words.diff.label(file.path)} className="mono border-t border-line text-log">
          {file.hunks.length === 0 && <p className="px-4 py-3 font-sans text-ink-2">{words.diff.noLine}</p>}
          {file.hunks.map((hunk) => (
            <DiffLines key={hunk.header} hunk={hunk} path={file.path} review={NOT_IN_REVIEW} split={false} />
          ))}
        </Scroller>
      )}
    </section>
  );
}
