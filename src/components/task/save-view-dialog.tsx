'use client';
import { useId, useState } from 'react';
import { mayDo } from '@/contract/may-do';
import type { TaskViewShows } from '@/contract/task-view';
import { useChange } from '@/hooks/use-change';
import { useEndpoint } from '@/hooks/use-endpoint';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { Checkbox, Input } from '../ui/controls';
import { described, Field } from '../ui/field';
import { toast } from '../ui/toast-store';
import { words } from '../words/task-views';

/** Keeps what the list shows now under a name. */
export function SaveViewDialog({
  shows,
  onOpenChange,
}: {
  shows: TaskViewShows;
  onOpenChange(open: boolean): void;
}) {
  const id = useId();
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const { data: me } = useEndpoint('getMe');
  const save = useChange('createTaskView', {
    onSuccess: (view) => {
      toast(words.save.saved(view.name));
      onOpenChange(false);
    },
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={onOpenChange}
      title={words.save.title}
      description={words.save.about}
      confirm={words.save.confirm}
      busy={save.isPending}
      error={save.error}
      disabled={name.trim() === ''}
      onConfirm={() => save.mutate({ body: { name, shared, shows } })}
    >
      <Field id={`${id}-name`} label={words.save.name}>
        <Input
          {...described(`${id}-name`)}
          value={name}
          maxLength={60}
          onChange={(event) => setName(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && name.trim() !== '' && !save.isPending)
              save.mutate({ body: { name, shared, shows } });
          }}
        />
      </Field>
      {me && mayDo(me.role, 'task:write') && (
        <Checkbox
          className="mt-3"
          label={words.save.share}
          checked={shared}
          onChange={(event) => setShared(event.target.checked)}
        />
      )}
    </ConfirmDialog>
  );
}
