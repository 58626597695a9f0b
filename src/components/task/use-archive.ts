import { useChange } from '@/hooks/use-change';
import { toast } from '../ui/toast-store';
import { words } from '../words/task-archive';
import { words as ui } from '../words/ui';

/** Archives tasks that have ended, or brings them back; for a moment the one undoes the other. */
export function useArchive() {
  const change = useChange('archiveTasks');
  const archive = (wanted: string[], archived: boolean, undoable = true) =>
    change.mutate(
      { body: { refs: wanted, archived } },
      {
        onSuccess: ({ refs }) =>
          toast(archived ? words.archived(refs) : words.back(refs), {
            undo: undoable && refs.length > 0 ? () => archive(refs, !archived, false) : undefined,
          }),
        onError: (error) => toast(ui.unchanged, { description: error.message, tone: 'failed' }),
      },
    );
  return { archive, busy: change.isPending };
}
