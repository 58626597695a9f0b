'use client';
import { Bell, BellOff } from 'lucide-react';
import { foresee } from '@/hooks/foresee';
import { useChange } from '@/hooks/use-change';
import { useEndpoint } from '@/hooks/use-endpoint';
import { Button } from '../ui/button';
import { toast, toastRefused } from '../ui/toast-store';
import { words } from '../words/task-actions';
import { words as ui } from '../words/ui';

/** Whether one is told of what happens to a task besides what needs somebody. */
export function WatchButton({ taskRef }: { taskRef: string }) {
  const params = { id: taskRef };
  const watch = useEndpoint('getWatch', { params });
  const change = useChange('setWatch', {
    foresees: ({ body }) =>
      foresee<{ watching: boolean }>(['getWatch'], (one, asked) =>
        asked.params.id === taskRef ? { ...one, ...body } : one,
      ),
    onSuccess: ({ watching }) => toast(watching ? words.watch.followed(taskRef) : words.watch.left(taskRef)),
  });
  const turn = (watching: boolean) =>
    change.mutate(
      { params, body: { watching } },
      { onError: (error) => toastRefused(ui.unchanged, error, () => turn(watching)) },
    );
  const on = watch.data?.watching ?? false;
  const Icon = on ? Bell : BellOff;
  return (
    <Button
      look="quiet"
      size="icon"
      aria-pressed={on}
      aria-label={words.watch.follow}
      title={on ? words.watch.following : words.watch.follow}
      disabled={!watch.data}
      onClick={() => turn(!on)}
    >
      <Icon className="size-4" aria-hidden="true" />
    </Button>
  );
}
