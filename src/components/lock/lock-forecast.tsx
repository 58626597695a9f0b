import { clsx } from 'clsx';
import Link from 'next/link';
import type { LockForecast as Told } from '@/contract/lock';
import { countOf } from '../ui/format-count';
import { Panel } from '../ui/panel';

/** Queued tasks that will meet over their files, by the turn in which each can begin. */
export function LockForecast({ forecast: { tasks, atOnce } }: { forecast: Told }) {
  const turns = [...new Set(tasks.map(({ turn }) => turn))].sort((a, b) => a - b);
  return (
    <Panel title="What will meet" id="forecast" flush>
      <p className="px-4 py-2 text-label text-ink-3">
        By the files that queued tasks name. {countOf(atOnce, 'queued task')} could begin at once; these take
        turns.
      </p>
      <ol>
        {turns.map((turn) => (
          <li key={turn} className="border-t border-line px-4 py-2">
            <p className="text-label font-medium text-ink-2">Turn {turn}</p>
            <ul className="mt-1 flex flex-col gap-2">
              {tasks
                .filter((task) => task.turn === turn)
                .map(({ taskRef, taskTitle, meets }) => (
                  <li key={taskRef}>
                    <TaskLink taskRef={taskRef} title={taskTitle} alone />
                    <ul className="flex flex-col text-label text-ink-2">
                      {meets.map((met) => (
                        <li key={met.taskRef}>
                          after <TaskLink taskRef={met.taskRef} title={met.taskTitle} />, which{' '}
                          {met.held ? 'holds' : 'wants'}{' '}
                          <code className="break-all text-ink">{met.pattern}</code>
                        </li>
                      ))}
                    </ul>
                  </li>
                ))}
            </ul>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

/** `alone`: it stands in no sentence, so it must be large enough to be hit. */
const TaskLink = ({ taskRef, title, alone }: { taskRef: string; title: string; alone?: boolean }) => (
  <Link
    href={`/tasks/${taskRef}`}
    className={clsx('text-accent underline', alone && 'inline-flex min-h-6 items-center gap-1')}
  >
    {taskRef} <bdi>{title}</bdi>
  </Link>
);
