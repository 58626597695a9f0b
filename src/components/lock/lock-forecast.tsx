import { clsx } from 'clsx';
import Link from 'next/link';
import type { LockForecast as Told } from '@/contract/lock';
import { Panel } from '../ui/panel';
import { Phrase } from '../ui/phrase';
import { words } from '../words/lock-page';

/** Queued tasks that will meet over their files, by the turn in which each can begin. */
export function LockForecast({ forecast: { tasks, atOnce } }: { forecast: Told }) {
  const turns = [...new Set(tasks.map(({ turn }) => turn))].sort((a, b) => a - b);
  return (
    <Panel title={words.forecast.title} id="forecast" flush>
      <p className="px-4 py-2 text-label text-ink-3">{words.forecast.atOnce(atOnce)}</p>
      <ol>
        {turns.map((turn) => (
          <li key={turn} className="border-t border-line px-4 py-2">
            <p className="text-label font-medium text-ink-2">{words.forecast.turn(turn)}</p>
            <ul className="mt-1 flex flex-col gap-2">
              {tasks
                .filter((task) => task.turn === turn)
                .map(({ taskRef, taskTitle, meets }) => (
                  <li key={taskRef}>
                    <TaskLink taskRef={taskRef} title={taskTitle} alone />
                    <ul className="flex flex-col text-label text-ink-2">
                      {meets.map((met) => (
                        <li key={met.taskRef}>
                          <Phrase
                            of={met.held ? words.forecast.afterHolder : words.forecast.afterOther}
                            parts={{
                              task: <TaskLink taskRef={met.taskRef} title={met.taskTitle} />,
                              path: <code className="break-all text-ink">{met.pattern}</code>,
                            }}
                          />
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
