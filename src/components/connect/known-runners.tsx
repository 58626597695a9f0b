'use client';
import Link from 'next/link';
import { useWhole } from '@/hooks/use-whole';
import { RunnerStatusLine } from '../runner/runner-status';
import { ErrorPanel } from '../ui/error-panel';
import { Panel } from '../ui/panel';
import { words } from '../words/connect';

/** Machines that are connected already. */
export function KnownRunners() {
  const runners = useWhole('listRunners');
  const items = runners.items;
  return (
    <Panel title={words.known.title} id="known" flush>
      {runners.isError && <ErrorPanel error={runners.error} onRetry={() => void runners.refetch()} />}
      {runners.isSuccess && items.length === 0 && <p className="px-4 py-3 text-ink-2">{words.known.none}</p>}
      <ul>
        {items.map((runner) => (
          <li
            key={runner.id}
            className="relative flex justify-between gap-3 border-t border-line px-4 py-2 first:border-t-0 hover:bg-sunken"
          >
            <Link href={`/runners/${runner.id}`} className="covering truncate">
              <bdi>{runner.name}</bdi>
            </Link>
            <RunnerStatusLine runner={runner} className="text-label" />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
