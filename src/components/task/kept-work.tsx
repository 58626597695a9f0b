'use client';
import type { KeptWork as Kept } from '@/contract/recovery';
import type { Task } from '@/contract/task';
import { useChange } from '@/hooks/use-change';
import { useEndpoint } from '@/hooks/use-endpoint';
import { Button } from '../ui/button';
import { CopyButton } from '../ui/copy-button';
import { ErrorPanel } from '../ui/error-panel';
import { Panel } from '../ui/panel';
import { Phrase } from '../ui/phrase';
import { TimeAgo } from '../ui/time-ago';
import { toast } from '../ui/toast-store';
import { words as facts } from '../words/task-facts';

const words = facts.kept;

/** Which attempts left unfinished work, and a button that has its runner make a branch of it; nothing where none did. */
export function KeptWork({ task }: { task: Task }) {
  const kept = useEndpoint('listKeptWork', { params: { id: task.id } });
  const recover = useChange('recoverWork', { onSuccess: () => toast(words.asked) });
  if (!kept.data || kept.data.length === 0) return null;
  return (
    <Panel title={words.title} id="kept-work">
      {recover.isError && <ErrorPanel title={words.notAsked} error={recover.error} />}
      <ul className="flex flex-col gap-3">
        {kept.data.map((one) => (
          <li
            key={`${one.runnerId} ${one.attempt}`}
            className="flex flex-wrap items-start justify-between gap-x-3 gap-y-2"
          >
            <div className="flex min-w-0 grow basis-72 flex-col gap-1">
              <p className="break-words">
                <Phrase
                  of={words.line(one.attempt, one.files)}
                  parts={{ runner: <bdi>{one.runnerName}</bdi>, time: <TimeAgo at={one.keptAt} /> }}
                />
              </p>
              <p className="text-label text-ink-2">{standing(one)}</p>
              <p className="text-label text-ink-3">
                <Phrase
                  of={words.there}
                  parts={{ command: <code className="mono break-words">{one.command}</code> }}
                />{' '}
                <CopyButton text={one.command} label={words.copy} />
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
                {words.recover}
                <span className="sr-only"> {words.ofAttempt(one.attempt)}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function standing({ state, branch, note, runnerName }: Kept): string {
  if (state === 'requested') return words.states.requested(runnerName);
  if (state === 'recovered') return words.states.recovered(branch);
  if (state === 'failed') return words.states.failed(note);
  return words.states.kept;
}
