'use client';
import Link from 'next/link';
import { useState } from 'react';
import type { Runner } from '@/contract/runner';
import { useChange } from '@/hooks/use-change';
import { useWhole } from '@/hooks/use-whole';
import { PauseRunner } from '../runner/pause-runner';
import { RunnerStatusLine } from '../runner/runner-status';
import { Button, ButtonLink } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { ErrorPanel } from '../ui/error-panel';
import { Panel } from '../ui/panel';
import { Skeleton } from '../ui/skeleton';
import { toast } from '../ui/toast-store';
import { words as shared } from '../words/settings';
import { words as all } from '../words/settings-caps';
import { CapField } from './cap-field';

const words = all.runners;

/** Which machines take tasks, and how many each takes at once. */
export function RunnerCaps() {
  const runners = useWhole('listRunners');
  const items = runners.items.filter(({ status }) => status !== 'REVOKED');
  return (
    <Panel
      title={words.title}
      id="runner-caps"
      flush
      actions={
        <ButtonLink size="sm" href="/connect">
          {words.connect}
        </ButtonLink>
      }
    >
      {runners.isError && (
        <div className="p-4">
          <ErrorPanel error={runners.error} onRetry={() => void runners.refetch()} />
        </div>
      )}
      {runners.isPending && <Skeleton className="p-4" />}
      {runners.isSuccess && items.length === 0 && <EmptyState title={words.none} />}
      <ul>
        {items.map((runner) => (
          <Row key={runner.id} runner={runner} />
        ))}
      </ul>
    </Panel>
  );
}

function Row({ runner }: { runner: Runner }) {
  const [asked, setAsked] = useState(false);
  const change = useChange('updateRunner', { onSuccess: () => toast(shared.savedOf(runner.name)) });
  const params = { id: runner.id };
  const takesWork = runner.status === 'ACTIVE';
  return (
    <li className="flex flex-wrap items-start gap-x-6 gap-y-2 border-t border-line px-4 py-3 first:border-t-0">
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-center gap-x-3">
          <Link href={`/runners/${runner.id}`} className="font-medium hover:underline">
            <bdi>{runner.name}</bdi>
          </Link>
          <RunnerStatusLine runner={runner} className="text-label" />
        </p>
        {runner.pauseNote && (
          <p className="text-label text-ink-2">
            <bdi>{runner.pauseNote}</bdi>
          </p>
        )}
        {change.isError && <p className="text-label text-danger">{change.error.message}</p>}
      </div>
      <CapField
        label={words.slots}
        of={words.of(runner.name)}
        hint={words.used(runner.running, runner.maxConcurrent)}
        value={runner.maxConcurrent}
        max={64}
        busy={change.isPending}
        onSave={(slots) => slots !== null && change.mutate({ params, body: { maxConcurrent: slots } })}
      />
      {takesWork ? (
        <Button className="mt-5" onClick={() => setAsked(true)}>
          {words.pause}
        </Button>
      ) : (
        <Button
          look="primary"
          className="mt-5"
          busy={change.isPending}
          onClick={() => change.mutate({ params, body: { status: 'ACTIVE' } })}
        >
          {words.resume}
        </Button>
      )}
      {asked && <PauseRunner runner={runner} onClose={() => setAsked(false)} />}
    </li>
  );
}
