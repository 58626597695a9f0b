'use client';
import { usePathname } from 'next/navigation';
import { useId, useState } from 'react';
import type { Stop, StopLevel } from '@/contract/stop';
import { useChange } from '@/hooks/use-change';
import { useStopPreview } from '@/hooks/use-stop-preview';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { Input } from '../ui/controls';
import { described, Field } from '../ui/field';
import { countOf } from '../ui/format-count';
import { Segmented } from '../ui/segmented';
import { toast } from '../ui/toast-store';
import { STOPS, type StopScope, stopScopes } from './stop-scopes';

/** Asks what to stop, says what that ends and what is kept, and stops it. */
export function StopDialog({ onClose }: { onClose(): void }) {
  const id = useId();
  const scopes = stopScopes(usePathname());
  const [level, setLevel] = useState(scopes[0]!.level);
  const [note, setNote] = useState('');
  const scope = scopes.find((one) => one.level === level) ?? scopes[0]!;
  const name = STOPS[scope.level].stop;
  const params = { id: scope.id };
  const preview = useStopPreview(name, params);
  const change = useChange(name, {
    onSuccess: ({ agents }) => {
      toast(`Stopped: ${scope.name}`, {
        description: agents.length > 0 ? sayEnded(agents.length) : undefined,
      });
      onClose();
    },
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Stop ${scope.name}?`}
      description={<Consequences scope={scope} preview={preview.data ?? null} />}
      confirm={`Stop ${scope.name}`}
      keep="Let it run"
      danger
      busy={change.isPending}
      error={change.error ?? preview.error}
      onConfirm={() => change.mutate({ params, body: { note: note.trim() || undefined } })}
    >
      <div className="flex flex-col gap-3">
        {scopes.length > 1 && (
          <div>
            <Segmented<StopLevel>
              label="What to stop"
              value={scope.level}
              options={scopes.map(({ level: value, label }) => ({ value, label }))}
              onChange={setLevel}
            />
          </div>
        )}
        <Field
          id={id}
          label="Why"
          optional
          hint={
            scope.level === 'task'
              ? 'Kept in the events of the task.'
              : 'Shown to everyone, and kept in the events.'
          }
        >
          <Input
            {...described(id)}
            maxLength={200}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </Field>
      </div>
    </ConfirmDialog>
  );
}

const sayEnded = (agents: number) =>
  `${countOf(agents, 'agent')} ${agents === 1 ? 'ends' : 'end'} within seconds; what they wrote is kept.`;

const BEGINS = {
  workspace: 'No agent begins anywhere',
  project: 'No agent begins on it',
  runner: 'It is handed no task',
  flow: 'No step of it begins',
  task: 'No agent begins on it or its sub-tasks',
};

function Consequences({ scope, preview }: { scope: StopScope; preview: Stop | null }) {
  const until = `${BEGINS[scope.level]} until someone starts it again.`;
  if (!preview) return <p>{until}</p>;
  const { agents, merging, waiting } = preview;
  return (
    <div className="flex flex-col gap-2">
      <p>
        {until}{' '}
        {agents.length === 0
          ? 'No agent is at work there now.'
          : `${countOf(agents.length, 'agent')} at work ${agents.length === 1 ? 'is' : 'are'} ended; what they wrote is kept, and their tasks go back to the queue at no cost of an attempt:`}
      </p>
      {agents.length > 0 && (
        <ul className="max-h-40 list-disc overflow-y-auto pl-5">
          {agents.map(({ id, taskRef, taskTitle, runnerName }) => (
            <li key={id}>
              {taskRef} <bdi>{taskTitle}</bdi> on <bdi>{runnerName}</bdi>
            </li>
          ))}
        </ul>
      )}
      {merging.length > 0 && <p>A merge is never cut off half way: {merging.join(', ')} comes to its end.</p>}
      {waiting > 0 && <p>{countOf(waiting, 'waiting task stays', 'waiting tasks stay')} in the queue.</p>}
    </div>
  );
}
