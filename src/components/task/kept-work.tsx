'use client';
import type { KeptWork as Kept } from '@/contract/recovery';
import type { Task } from '@/contract/task';
import { useChange } from '@/hooks/use-change';
import { useEndpoint } from '@/hooks/use-endpoint';
import { Button } from '../ui/button';
import { CopyButton } from '../ui/copy-button';
import { ErrorPanel } from '../ui/error-panel';
import { countOf } from '../ui/format-count';
import { Panel } from '../ui/panel';
import { TimeAgo } from '../ui/time-ago';
import { toast } from '../ui/toast-store';

/** Which attempts left unfinished work, and a button that has its runner make a branch of it; nothing where none did. */
export function KeptWork({ task }: { task: Task }) {
  const kept = useEndpoint('listKeptWork', { params: { id: task.id } });
  const recover = useChange('recoverWork', { onSuccess: () => toast('Asked the runner to make a branch') });
  if (!kept.data || kept.data.length === 0) return null;
  return (
    <Panel title="Unfinished work" id="kept-work">
      {recover.isError && <ErrorPanel title="It was not asked for" error={recover.error} />}
      <ul className="flex flex-col gap-3">
        {kept.data.map((one) => (
          <li
            key={`${one.runnerId} ${one.attempt}`}
            className="flex flex-wrap items-start justify-between gap-x-3 gap-y-2"
          >
            <div className="flex min-w-0 grow basis-72 flex-col gap-1">
              <p className="break-words">
                Attempt {one.attempt}: {countOf(one.files, 'file')} kept on <bdi>{one.runnerName}</bdi>{' '}
                <TimeAgo at={one.keptAt} />
              </p>
              <p className="text-label text-ink-2">{standing(one)}</p>
              <p className="text-label text-ink-3">
                On that machine: <code className="mono break-words">{one.command}</code>{' '}
                <CopyButton text={one.command} label="Copy the command" />
              </p>
            </div>
            {(one.state === 'kept' || one.state === 'failed') && (
              <Button
                size="sm"
                busy={recover.isPending}
                onClick={() =>
                  recover.mutate({
                    params: { id: task.id },
                    body: { attempt: one.attempt, runnerId: one.runnerId },
                  })
                }
              >
                Recover work
                <span className="sr-only"> of attempt {one.attempt}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function standing({ state, branch, note, runnerName }: Kept): string {
  if (state === 'requested') return `Asked ${runnerName} to make a branch of it; it does once it is online.`;
  if (state === 'recovered') return `It is on branch ${branch}.`;
  if (state === 'failed') return `It could not be recovered: ${note ?? 'no reason was given'}`;
  return 'Nothing is overwritten: it becomes a branch of its own.';
}
