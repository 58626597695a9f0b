import { useChange } from '@/hooks/use-change';
import { toast, toastRefused } from '../ui/toast-store';
import { words } from '../words/task-archive';
import { words as ui } from '../words/ui';
import { foreseeTasks } from './foresee-tasks';

/** Archives tasks that have ended, or brings them back; for a moment the one undoes the other. */
export function useArchive() {
  const change = useChange('archiveTasks', {
    foresees: ({ body }) =>
      foreseeTasks(body?.refs ?? [], (task, query) => {
        const archived = body?.archived !== false;
        const leaves = !query.archived ? archived : query.archived === 'true' && !archived;
        return leaves ? null : { ...task, archivedAt: archived ? new Date().toISOString() : null };
      }),
  });
  const archive = (wanted: string[], archived: boolean, undoable = true) =>
    change.mutate(
      { body: { refs: wanted, archived } },
      {
        onSuccess: ({ refs }) =>
          toast(archived ? words.archived(refs) : words.back(refs), {
            undo: undoable && refs.length > 0 ? () => archive(refs, !archived, false) : undefined,
          }),
        onError: (error) => toastRefused(ui.unchanged, error, () => archive(wanted, archived, undoable)),
      },
    );
  return { archive, busy: change.isPending };
}
