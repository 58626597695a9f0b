'use client';
import { usePathname } from 'next/navigation';
import { useId, useState } from 'react';
import type { Stop, StopLevel } from '@/contract/stop';
import { useChange } from '@/hooks/use-change';
import { useStopPreview } from '@/hooks/use-stop-preview';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { Input } from '../ui/controls';
import { described, Field } from '../ui/field';
import { Phrase } from '../ui/phrase';
import { Segmented } from '../ui/segmented';
import { toast } from '../ui/toast-store';
import { words } from '../words/stop-dialog';
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
      toast(words.stopped(scope.name), {
        description: agents.length > 0 ? words.ended(agents.length) : undefined,
      });
      onClose();
    },
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={words.ask(scope.name)}
      description={<Consequences scope={scope} preview={preview.data ?? null} />}
      confirm={words.confirm(scope.name)}
      keep={words.keep}
      danger
      busy={change.isPending}
      error={change.error ?? preview.error}
      onConfirm={() => change.mutate({ params, body: { note: note.trim() || undefined } })}
    >
      <div className="flex flex-col gap-3">
        {scopes.length > 1 && (
          <div>
            <Segmented<StopLevel>
              label={words.what}
              value={scope.level}
              options={scopes.map(({ level: value, label }) => ({ value, label }))}
              onChange={setLevel}
            />
          </div>
        )}
        <Field
          id={id}
          label={words.why}
          optional
          hint={scope.level === 'task' ? words.keptOfTask : words.shownAndKept}
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

function Consequences({ scope, preview }: { scope: StopScope; preview: Stop | null }) {
  const until = words.until[scope.level];
  if (!preview) return <p>{until}</p>;
  const { agents, merging, waiting } = preview;
  return (
    <div className="flex flex-col gap-2">
      <p>
        {until} {words.atWork(agents.length)}
      </p>
      {agents.length > 0 && (
        <ul className="max-h-40 list-disc overflow-y-auto pl-5">
          {agents.map(({ id, taskRef, taskTitle, runnerName }) => (
            <li key={id}>
              <Phrase
                of={words.agent}
                parts={{ ref: taskRef, title: <bdi>{taskTitle}</bdi>, runner: <bdi>{runnerName}</bdi> }}
              />
            </li>
          ))}
        </ul>
      )}
      {merging.length > 0 && <p>{words.merging(merging.join(', '))}</p>}
      {waiting > 0 && <p>{words.waiting(waiting)}</p>}
    </div>
  );
}
