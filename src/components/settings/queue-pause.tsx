'use client';
import { Pause, Play } from 'lucide-react';
import { useId, useState } from 'react';
import type { QueueSettings } from '@/contract/queue';
import { foresee } from '@/hooks/foresee';
import { useChange } from '@/hooks/use-change';
import { Button } from '../ui/button';
import { Input } from '../ui/controls';
import { ErrorPanel } from '../ui/error-panel';
import { described, Field } from '../ui/field';
import { Panel } from '../ui/panel';
import { Phrase } from '../ui/phrase';
import { toast } from '../ui/toast-store';
import { words as all } from '../words/settings-queue';
import { words as ui } from '../words/ui';

const words = all.pause;

/** Stops and starts the queue, with a note that everyone sees. */
export function QueuePause({ queue }: { queue: QueueSettings }) {
  const id = useId();
  const [note, setNote] = useState('');
  const change = useChange('updateQueueSettings', {
    foresees: ({ body }) =>
      foresee<QueueSettings>(['getQueueSettings'], (now) => ({
        ...now,
        paused: body?.paused ?? now.paused,
        pauseNote: body?.pauseNote ?? null,
      })),
    onSuccess: ({ paused }) => {
      setNote('');
      toast(paused ? words.isPaused : words.goesOn);
    },
  });
  const pause = () => change.mutate({ body: { paused: true, pauseNote: note.trim() || null } });
  return (
    <Panel
      title={words.title}
      id="pause"
      actions={
        <span className={`text-label font-medium ${queue.paused ? 'text-attention' : 'text-success'}`}>
          {queue.paused ? words.paused : words.open}
        </span>
      }
    >
      {queue.paused ? (
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="text-read">
            {words.none}{' '}
            {queue.pauseNote && (
              <Phrase
                of={words.noteSays}
                parts={{ note: <bdi className="font-medium">{queue.pauseNote}</bdi> }}
              />
            )}
          </p>
          <Button
            look="primary"
            busy={change.isPending}
            onClick={() => change.mutate({ body: { paused: false } })}
          >
            <Play className="size-4" aria-hidden="true" />
            {words.resume}
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
            <Field id={id} label={words.note} optional hint={words.noteHint}>
              <Input
                {...described(id)}
                maxLength={200}
                placeholder={words.example}
                value={note}
                onChange={(event) => setNote(event.target.value)}
              />
            </Field>
          </div>
          <Button type="submit" busy={change.isPending} className="sm:mt-5">
            <Pause className="size-4" aria-hidden="true" />
            {words.pause}
          </Button>
        </form>
      )}
      {change.isError && (
        <div className="mt-3">
          <ErrorPanel title={ui.unchanged} error={change.error} />
        </div>
      )}
    </Panel>
  );
}
