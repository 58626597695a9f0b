'use client';
import { useChange } from '@/hooks/use-change';
import { Button } from '../ui/button';
import { Phrase } from '../ui/phrase';
import { TimeAgo } from '../ui/time-ago';
import { toast, toastRefused } from '../ui/toast-store';
import { words as all } from '../words/stop-scopes';
import { words as ui } from '../words/ui';
import { STOPS } from './stop-scopes';

const words = all.note;

interface NoteProps {
  level: 'task' | 'project';
  id: string;
  since: string;
  note?: string | null;
}

/** Says on a page that what it shows is stopped, and starts it again. */
export function StoppedNote({ level, id, since, note }: NoteProps) {
  const change = useChange(STOPS[level].start, { onSuccess: () => toast(words[level].goesOn) });
  return (
    <div
      role="status"
      className="mb-4 flex flex-wrap items-center justify-between gap-x-3 gap-y-2 rounded-panel border border-attention bg-tint-attention px-3 py-2"
    >
      <p className="min-w-0">
        <span className="font-medium text-attention">{words[level].stopped}</span>{' '}
        <span className="text-ink-2">
          <Phrase of={words.since} parts={{ ago: <TimeAgo at={since} /> }} />
        </span>
        {note && (
          <>
            {': '}
            <bdi className="break-words">{note}</bdi>
          </>
        )}
      </p>
      <Button
        size="sm"
        busy={change.isPending}
        onClick={() =>
          change.mutate(
            { params: { id } },
            {
              onError: (error) => toastRefused(ui.unchanged, error),
            },
          )
        }
      >
        {words.start}
      </Button>
    </div>
  );
}
