'use client';
import { Bell, BellOff } from 'lucide-react';
import { useChange } from '@/hooks/use-change';
import { useEndpoint } from '@/hooks/use-endpoint';
import { Button } from '../ui/button';
import { toast } from '../ui/toast-store';
import { words } from '../words/task-actions';
import { words as ui } from '../words/ui';

/** Whether one is told of what happens to a task besides what needs somebody. */
export function WatchButton({ taskRef }: { taskRef: string }) {
  const params = { id: taskRef };
  const watch = useEndpoint('getWatch', { params });
  const change = useChange('setWatch', {
    onSuccess: ({ watching }) => toast(watching ? words.watch.followed(taskRef) : words.watch.left(taskRef)),
  });
  const on = watch.data?.watching ?? false;
  const Icon = on ? Bell : BellOff;
  return (
    <Button
      look="quiet"
      size="icon"
      aria-pressed={on}
      aria-label={words.watch.follow}
      title={on ? words.watch.following : words.watch.follow}
      disabled={!watch.data || change.isPending}
      onClick={() =>
        change.mutate(
          { params, body: { watching: !on } },
          {
            onError: (error) => toast(ui.unchanged, { description: error.message, tone: 'failed' }),
          },
        )
      }
    >
      <Icon className="size-4" aria-hidden="true" />
    </Button>
  );
}
