'use client';
import { Ellipsis } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { Task } from '@/contract/task';
import { useChange } from '@/hooks/use-change';
import { Menu, type MenuEntry } from '../ui/menu';
import { toast, toastRefused } from '../ui/toast-store';
import { words } from '../words/task-actions';
import { words as ui } from '../words/ui';
import { CloseDialog } from './close-dialog';
import { mayCancel } from './may-cancel';
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
  const failed = (error: Error) => void toastRefused(ui.unchanged, error);
  const run = useChange('runTask', { onSuccess: (now) => void toast(words.more.next(now.ref)) });
  const verify = useChange('verifyTask', {
    onSuccess: (now) => void toast(words.more.verified(now.ref)),
  });
  const given = { params: { id: task.ref }, body: {} };
  const { status } = task;
  const worked = isWorkedOn(task.type);
  const entries: (MenuEntry | false)[] = [
    worked &&
      (status === 'DRAFT' || status === 'QUEUED') && {
        label: words.more.run,
        note: words.more.runNote,
        run: () => run.mutate(given, { onError: failed }),
      },
    task.headSha !== null &&
      !task.agentId &&
      (status === 'IN_REVIEW' || status === 'NEEDS_HUMAN') && {
        label: words.more.verify,
        note: words.more.verifyNote,
        run: () => verify.mutate(given, { onError: failed }),
      },
    !worked &&
      !hasEnded(status) && {
        label: words.more.addSubTask,
        run: () => router.push(`/tasks/new?parent=${task.ref}&project=${task.projectId}`),
      },
    { label: words.more.template, run: () => setKeeping(true) },
    hasEnded(status) && {
      label: task.archivedAt ? words.more.bringBack : words.more.archive,
      note: task.archivedAt ? undefined : words.more.archiveNote,
      run: () => archive([task.ref], task.archivedAt === null),
    },
    {
      label: words.more.events,
      run: () => router.push(`/events?task=${task.ref}`),
    },
    mayCancel(task) && {
      label: words.more.close,
      note: words.more.closeNote,
      danger: true,
      run: () => setClosing(true),
    },
  ];
  return (
    <>
      <Menu
        label={
          <>
            {words.more.label}
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
