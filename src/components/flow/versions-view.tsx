'use client';
import { useState } from 'react';
import type { FlowDetail } from '@/contract/flow-calls';
import type { FlowDiff } from '@/contract/flow-diff';
import { useChange } from '@/hooks/use-change';
import { useEndpoint, useList } from '@/hooks/use-endpoint';
import { Button } from '../ui/button';
import { ErrorPanel } from '../ui/error-panel';
import { Skeleton } from '../ui/skeleton';
import { TimeAgo } from '../ui/time-ago';
import { words as basics } from '../words/flow-basics';
import { words } from '../words/flow-views';

interface VersionsProps {
  flowRef: string;
  newest: number;
  /** Something here is not saved: restoring would lose it. */
  dirty: boolean;
  onRestored(detail: FlowDetail): void;
}

/** What the flow was at each save; what one save changed, and the way back to it. */
export function VersionsView({ flowRef, newest, dirty, onRestored }: VersionsProps) {
  const versions = useList('listFlowVersions', { params: { id: flowRef }, query: { limit: 100 } });
  const [open, setOpen] = useState<number | null>(null);
  const restore = useChange('restoreFlow', { onSuccess: onRestored });
  if (versions.isPending) return <Skeleton rows={4} />;
  if (versions.isError) return <ErrorPanel error={versions.error} onRetry={() => void versions.refetch()} />;
  return (
    <>
      {restore.isError && <ErrorPanel title={words.versions.failed} error={restore.error} />}
      {dirty && <p className="mb-2 text-ink-2">{words.versions.dirty}</p>}
      <ol aria-label={words.versions.title}>
        {versions.data.items.map(({ version, note, nodes, errors, createdBy, createdAt }) => (
          <li key={version} className="border-t border-line py-2 first:border-t-0">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="font-medium">{basics.version(version)}</span>
              <span className="text-ink-2">{note}</span>
              <span className="text-label text-ink-3">
                {basics.nodes(nodes)}
                {errors > 0 && `, ${basics.faults(errors)}`}
                {createdBy && `, ${words.versions.by(createdBy)}`}, <TimeAgo at={createdAt} />
              </span>
              <span className="ml-auto flex gap-2">
                {version > 1 && (
                  <Button
                    size="sm"
                    aria-expanded={open === version}
                    onClick={() => setOpen(open === version ? null : version)}
                  >
                    {words.versions.changed(version)}
                  </Button>
                )}
                {version !== newest && (
                  <Button
                    size="sm"
                    busy={restore.isPending}
                    disabled={dirty}
                    onClick={() => restore.mutate({ params: { id: flowRef }, body: { version } })}
                  >
                    {words.versions.restore(version)}
                  </Button>
                )}
              </span>
            </div>
            {open === version && <Changes flowRef={flowRef} version={version} />}
          </li>
        ))}
      </ol>
    </>
  );
}

function Changes({ flowRef, version }: { flowRef: string; version: number }) {
  const query = { from: version - 1, to: version };
  const diff = useEndpoint('diffFlow', { params: { id: flowRef }, query });
  if (diff.isPending) return <Skeleton rows={2} />;
  if (diff.isError) return <ErrorPanel error={diff.error} />;
  const lines = linesOf(diff.data);
  return (
    <ul className="mono mt-2 rounded-control bg-sunken p-2 text-log break-words">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
      {lines.length === 0 && <li>{words.versions.same}</li>}
    </ul>
  );
}

const told = (value: unknown) =>
  value === undefined ? words.versions.nothing : JSON.stringify(value).slice(0, 300);
const changeOf = ({ path, from, to }: FlowDiff['flow'][number]) => `${path}: ${told(from)} → ${told(to)}`;

function linesOf({ flow, nodes, edges }: FlowDiff): string[] {
  const of = (word: string, { added, removed, changed }: FlowDiff['nodes']) => [
    ...added.map((id) => `+ ${word} ${id}`),
    ...removed.map((id) => `− ${word} ${id}`),
    ...changed.flatMap(({ id, changes }) => changes.map((change) => `~ ${word} ${id}: ${changeOf(change)}`)),
  ];
  return [
    ...flow.map((change) => `~ ${changeOf(change)}`),
    ...of(words.versions.node, nodes),
    ...of(words.versions.edge, edges),
  ];
}
