'use client';
import { Pause, Play } from 'lucide-react';
import { useId, useState } from 'react';
import type { QueueSettings } from '@/contract/queue';
import { useChange } from '@/hooks/use-change';
import { Button } from '../ui/button';
import { Input } from '../ui/controls';
import { ErrorPanel } from '../ui/error-panel';
import { described, Field } from '../ui/field';
import { Panel } from '../ui/panel';
import { toast } from '../ui/toast-store';

/** Stops and starts the queue, with a note that everyone sees. */
export function QueuePause({ queue }: { queue: QueueSettings }) {
  const id = useId();
  const [note, setNote] = useState('');
  const change = useChange('updateQueueSettings', {
    onSuccess: ({ paused }) => {
      setNote('');
      toast(paused ? 'The queue is paused' : 'The queue goes on');
    },
  });
  const pause = () => change.mutate({ body: { paused: true, pauseNote: note.trim() || null } });
  return (
    <Panel
      title="Pause"
      id="pause"
      actions={
        <span className={`text-label font-medium ${queue.paused ? 'text-attention' : 'text-success'}`}>
          {queue.paused ? 'Paused' : 'Hands out tasks'}
        </span>
      }
    >
      {queue.paused ? (
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="text-read">
            No runner is handed a task.{' '}
            {queue.pauseNote && (
              <>
                The note says: <bdi className="font-medium">{queue.pauseNote}</bdi>
              </>
            )}
          </p>
          <Button
            look="primary"
            busy={change.isPending}
            onClick={() => change.mutate({ body: { paused: false } })}
          >
            <Play className="size-4" aria-hidden="true" />
            Resume queue
          </Button>
        </div>
      ) : (
        <form
          className="flex flex-wrap items-start gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            pause();
          }}
        >
          <div className="min-w-0 flex-1 basis-60">
            <Field
              id={id}
              label="Note"
              optional
              hint="Everyone sees it while the queue is paused. Agents at work go on to their end."
            >
              <Input
                {...described(id)}
                maxLength={200}
                placeholder="Deploy freeze until Monday"
                value={note}
                onChange={(event) => setNote(event.target.value)}
              />
            </Field>
          </div>
          <Button type="submit" busy={change.isPending} className="sm:mt-5">
            <Pause className="size-4" aria-hidden="true" />
            Pause queue
          </Button>
        </form>
      )}
      {change.isError && (
        <div className="mt-3">
          <ErrorPanel title="Nothing was changed" error={change.error} />
        </div>
      )}
    </Panel>
  );
}
