'use client';
import type { Task } from '@/contract/task';
import { useChange } from '@/hooks/use-change';
import { useEndpoint } from '@/hooks/use-endpoint';
import { Select } from '../ui/controls';
import { toast, toastRefused } from '../ui/toast-store';
import { words as facts } from '../words/task-facts';
import { words as ui } from '../words/ui';
import { foreseeTasks } from './foresee-tasks';

const words = facts.assignee;

/** Whose the task is, and giving it to somebody else. */
export function AssigneeSelect({ task }: { task: Task }) {
  const { data: members = [] } = useEndpoint('listMembers');
  const assign = useChange('assignTask', {
    foresees: ({ body }) =>
      foreseeTasks([task.ref], (one) => {
        const to = members.find(({ id }) => id === body?.assigneeId);
        return { ...one, assignee: to ? { id: to.id, name: to.name } : null };
      }),
    onSuccess: ({ ref, assignee }) => toast(assignee ? words.given(ref, assignee.name) : words.free(ref)),
  });
  const give = (assigneeId: string | null) =>
    assign.mutate(
      { params: { id: task.ref }, body: { assigneeId } },
      { onError: (error) => toastRefused(ui.unchanged, error, () => give(assigneeId)) },
    );
  const { assignee } = task;
  const gone = assignee && !members.some(({ id }) => id === assignee.id);
  return (
    <Select
      aria-label={words.label}
      fit
      className="max-w-44"
      value={assignee?.id ?? ''}
      onChange={(event) => give(event.target.value || null)}
    >
      <option value="">{words.none}</option>
      {gone && <option value={assignee.id}>{assignee.name}</option>}
      {members.map(({ id, name, you }) => (
        <option key={id} value={id}>
          {you ? words.you(name) : name}
        </option>
      ))}
    </Select>
  );
}
