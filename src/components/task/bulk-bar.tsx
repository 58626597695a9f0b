'use client';
import { X } from 'lucide-react';
import { useState } from 'react';
import type { Task } from '@/contract/task';
import { type Step, useEach } from '@/hooks/use-each';
import { Button } from '../ui/button';
import { Dialog, DialogActions } from '../ui/dialog';
import { toast } from '../ui/toast-store';
import { words } from '../words/task-bulk';
import { mayCancel } from './may-cancel';
import { hasEnded } from './status-vocabulary';
import { useArchive } from './use-archive';

interface BarProps {
  tasks: Task[];
  /** Called with the refs that stay picked. */
  onDone(picked: ReadonlySet<string>): void;
}

/** How many one call may archive. */
const MOST_ARCHIVED = 100;

/** What can be done with all picked tasks at once: each that it fits, one after the other. */
export function BulkBar({ tasks, onDone }: BarProps) {
  const { state, run, clear } = useEach();
  const [asking, setAsking] = useState(false);
  const { archive, busy } = useArchive();
  const ended = tasks.filter(({ status, archivedAt }) => hasEnded(status) && archivedAt === null);
  const [drafts, waiting, live] = [
    tasks.filter(({ status }) => status === 'DRAFT'),
    tasks.filter(({ status }) => status === 'NEEDS_HUMAN' || status === 'FAILED'),
    tasks.filter(mayCancel),
  ];
  const finish = async (work: ReturnType<typeof run>) => {
    const { failures, done } = await work;
    if (failures.length === 0) toast(words.changed(done));
    onDone(new Set(failures.map(({ key }) => key)));
  };
  const paramsOf = (task: Task) => ({ id: task.ref });
  const queue = () =>
    finish(
      run(
        'updateTask',
        drafts.map(
          (task): Step<'updateTask'> => ({
            key: task.ref,
            given: { params: paramsOf(task), body: { status: 'QUEUED' } },
          }),
        ),
      ),
    );
  const retry = () =>
    finish(
      run(
        'retryTask',
        waiting.map(
          (task): Step<'retryTask'> => ({ key: task.ref, given: { params: paramsOf(task), body: {} } }),
        ),
      ),
    );
  const cancel = () => {
    setAsking(false);
    return finish(
      run(
        'cancelTask',
        live.map(
          (task): Step<'cancelTask'> => ({ key: task.ref, given: { params: paramsOf(task), body: {} } }),
        ),
      ),
    );
  };
  return (
    <section
      aria-label={words.picked}
      className="no-print sticky bottom-20 z-20 mx-auto mt-4 w-fit max-w-full rounded-panel border border-line bg-panel p-2 shadow-lift md:bottom-4"
    >
      <div className="flex flex-wrap items-center gap-2">
        <p role="status" className="px-2 font-medium">
          {state.running ? words.progress(state.done, state.of) : words.count(tasks.length)}
        </p>
        <Button disabled={state.running || drafts.length === 0} onClick={() => void queue()}>
          {words.queue(drafts.length)}
        </Button>
        <Button disabled={state.running || waiting.length === 0} onClick={() => void retry()}>
          {words.retry(waiting.length)}
        </Button>
        <Button
          disabled={state.running || busy || ended.length === 0}
          onClick={() => {
            archive(
              ended.slice(0, MOST_ARCHIVED).map(({ ref }) => ref),
              true,
            );
            onDone(new Set());
          }}
        >
          {words.archive(ended.length)}
        </Button>
        <Button look="danger" disabled={state.running || live.length === 0} onClick={() => setAsking(true)}>
          {words.cancel(live.length)}
        </Button>
        <Button
          look="quiet"
          size="icon"
          aria-label={words.pickNothing}
          disabled={state.running}
          onClick={() => {
            clear();
            onDone(new Set());
          }}
        >
          <X className="size-4" aria-hidden="true" />
        </Button>
      </div>
      {state.failures.length > 0 && (
        <ul
          role="alert"
          className="mt-2 max-h-40 max-w-xl overflow-y-auto border-t border-line px-2 pt-2 text-label"
        >
          {state.failures.map(({ key, message }) => (
            <li key={key}>
              <span className="mono text-danger">{key}</span> {message}
            </li>
          ))}
        </ul>
      )}
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={words.ask(live.length)}
        description={words.consequence}
      >
        <DialogActions>
          <Button onClick={() => setAsking(false)}>{words.keep}</Button>
          <Button look="danger" onClick={() => void cancel()}>
            {words.cancelAll(live.length)}
          </Button>
        </DialogActions>
      </Dialog>
    </section>
  );
}
