'use client';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { TaskView, TaskViewShows } from '@/contract/task-view';
import { useChange } from '@/hooks/use-change';
import { Button } from '../ui/button';
import { Input } from '../ui/controls';
import { ErrorPanel } from '../ui/error-panel';
import { words } from '../words/task-views';
import { words as ui } from '../words/ui';

/** One saved view: its name, who has it, and what it shows. */
export function ViewRow({ view, shows }: { view: TaskView; shows: TaskViewShows }) {
  const { id, name, shared, yours, by } = view;
  const [typed, setTyped] = useState(name);
  const [asking, setAsking] = useState(false);
  const change = useChange('updateTaskView');
  const remove = useChange('deleteTaskView');
  const busy = change.isPending || remove.isPending;
  const error = change.error ?? remove.error;
  const set = (body: { name?: string; shared?: boolean; shows?: TaskViewShows }) =>
    change.mutate({ params: { id }, body });
  const has = shared ? words.row.shared : words.row.private;
  const renamed = typed.trim() !== '' && typed.trim() !== name;
  return (
    <li className="grid gap-2 py-3">
      <form
        className="flex flex-wrap items-center gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (renamed) set({ name: typed });
        }}
      >
        <Input
          aria-label={words.row.name(name)}
          className="min-w-40 flex-1"
          fit
          value={typed}
          maxLength={60}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button type="submit" disabled={!renamed || busy}>
          {words.row.rename}
        </Button>
      </form>
      <div className="flex flex-wrap items-center gap-x-1 gap-y-2">
        <span className="mr-auto text-label text-ink-2">{yours ? has : words.row.by(has, by)}</span>
        <Button look="quiet" size="sm" disabled={busy} onClick={() => set({ shared: !shared })}>
          {shared ? words.row.makePrivate : words.row.share}
        </Button>
        <Button look="quiet" size="sm" disabled={busy} onClick={() => set({ shows })}>
          {words.row.show}
        </Button>
        {asking ? (
          <Button look="danger" size="sm" busy={busy} onClick={() => remove.mutate({ params: { id } })}>
            {shared ? words.row.deleteForAll : words.row.deleteForGood}
          </Button>
        ) : (
          <Button look="quiet" size="sm" aria-label={words.row.delete(name)} onClick={() => setAsking(true)}>
            <Trash2 className="size-4" aria-hidden="true" />
          </Button>
        )}
      </div>
      {error && <ErrorPanel title={ui.unchanged} error={error} />}
    </li>
  );
}
