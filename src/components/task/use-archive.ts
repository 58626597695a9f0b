import { useChange } from '@/hooks/use-change';
import { countOf } from '../ui/format-count';
import { toast } from '../ui/toast-store';

/** Archives tasks that have ended, or brings them back; for a moment the one undoes the other. */
export function useArchive() {
  const change = useChange('archiveTasks');
  const archive = (wanted: string[], archived: boolean, undoable = true) =>
    change.mutate(
      { body: { refs: wanted, archived } },
      {
        onSuccess: ({ refs }) =>
          toast(
            `${refs.length === 1 ? refs[0] : countOf(refs.length, 'task')} ${archived ? 'archived' : 'back in the lists'}`,
            {
              undo: undoable && refs.length > 0 ? () => archive(refs, !archived, false) : undefined,
            },
          ),
        onError: (error) => toast('Nothing was changed', { description: error.message, tone: 'failed' }),
      },
    );
  return { archive, busy: change.isPending };
}
