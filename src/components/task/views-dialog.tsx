'use client';
import type { TaskView, TaskViewShows } from '@/contract/task-view';
import { Dialog } from '../ui/dialog';
import { words } from '../words/task-views';
import { ViewRow } from './view-row';

/** Looks after the views that somebody may change. */
export function ViewsDialog({
  views,
  shows,
  onOpenChange,
}: {
  views: TaskView[];
  /** What the list shows now. */
  shows: TaskViewShows;
  onOpenChange(open: boolean): void;
}) {
  return (
    <Dialog open onOpenChange={onOpenChange} wide title={words.manage.title} description={words.manage.about}>
      {views.length === 0 ? (
        <p className="text-body text-ink-2">{words.manage.none}</p>
      ) : (
        <ul className="divide-y divide-line border-y border-line">
          {views.map((view) => (
            <ViewRow key={view.id} view={view} shows={shows} />
          ))}
        </ul>
      )}
    </Dialog>
  );
}
