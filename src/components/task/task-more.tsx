'use client';
import { Ellipsis } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { Task } from '@/contract/task';
import { useChange } from '@/hooks/use-change';
import { Menu, type MenuEntry } from '../ui/menu';
import { toast } from '../ui/toast-store';
import { CloseDialog } from './close-dialog';
import { hasEnded } from './status-vocabulary';
import { TemplateDialog } from './template-dialog';
import { isWorkedOn } from './type-words';
import { useArchive } from './use-archive';

/** What may be done besides, as the task stands now. */
export function TaskMore({ task }: { task: Task }) {
  const router = useRouter();
  const [closing, setClosing] = useState(false);
  const [keeping, setKeeping] = useState(false);
  const { archive } = useArchive();
  const failed = (error: Error) =>
    void toast('Nothing was changed', { description: error.message, tone: 'failed' });
  const run = useChange('runTask', { onSuccess: (now) => void toast(`${now.ref} goes next`) });
  const verify = useChange('verifyTask', {
    onSuccess: (now) => void toast(`${now.ref} is verified once more`),
  });
  const given = { params: { id: task.ref }, body: {} };
  const { status } = task;
  const worked = isWorkedOn(task.type);
  const entries: (MenuEntry | false)[] = [
    worked &&
      (status === 'DRAFT' || status === 'QUEUED') && {
        label: 'Run next',
        note: 'To the head of its priority in the queue.',
        run: () => run.mutate(given, { onError: failed }),
      },
    task.headSha !== null &&
      !task.agentId &&
      (status === 'IN_REVIEW' || status === 'NEEDS_HUMAN') && {
        label: 'Verify again',
        note: 'The checks run once more on the same commit.',
        run: () => verify.mutate(given, { onError: failed }),
      },
    !worked &&
      !hasEnded(status) && {
        label: 'Add sub-task',
        run: () => router.push(`/tasks/new?parent=${task.ref}&project=${task.projectId}`),
      },
    { label: 'Save as template…', run: () => setKeeping(true) },
    hasEnded(status) && {
      label: task.archivedAt ? 'Bring back from the archive' : 'Archive',
      note: task.archivedAt ? undefined : 'Kept, but out of the lists.',
      run: () => archive([task.ref], task.archivedAt === null),
    },
    {
      label: 'See its events',
      run: () => router.push(`/events?task=${task.ref}`),
    },
    !hasEnded(status) &&
      status !== 'CANCELLING' &&
      status !== 'MERGING' && {
        label: 'Close without doing it…',
        note: 'As a duplicate, not valid, done already or not wanted.',
        danger: true,
        run: () => setClosing(true),
      },
  ];
  return (
    <>
      <Menu
        label={
          <>
            More
            <Ellipsis className="size-4" aria-hidden="true" />
          </>
        }
        entries={entries.filter((entry) => entry !== false)}
      />
      <CloseDialog open={closing} onOpenChange={setClosing} task={task} />
      {keeping && <TemplateDialog open onOpenChange={setKeeping} task={task} />}
    </>
  );
}
