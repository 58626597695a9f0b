'use client';
import type { Task } from '@/contract/task';
import { useChange } from '@/hooks/use-change';
import { useEndpoint } from '@/hooks/use-endpoint';
import { Select } from '../ui/controls';
import { toast } from '../ui/toast-store';

/** Whose the task is, and giving it to somebody else. */
export function AssigneeSelect({ task }: { task: Task }) {
  const { data: members = [] } = useEndpoint('listMembers');
  const assign = useChange('assignTask', {
    onSuccess: ({ ref, assignee }) =>
      toast(assignee ? `${ref} is ${assignee.name}’s` : `${ref} is unassigned`),
  });
  const { assignee } = task;
  const gone = assignee && !members.some(({ id }) => id === assignee.id);
  return (
    <Select
      aria-label="Assignee"
      fit
      className="max-w-44"
      value={assignee?.id ?? ''}
      disabled={assign.isPending}
      onChange={(event) =>
        assign.mutate(
          { params: { id: task.ref }, body: { assigneeId: event.target.value || null } },
          {
            onError: (error) => toast('Nothing was changed', { description: error.message, tone: 'failed' }),
          },
        )
      }
    >
      <option value="">Unassigned</option>
      {gone && <option value={assignee.id}>{assignee.name}</option>}
      {members.map(({ id, name, you }) => (
        <option key={id} value={id}>
          {you ? `${name} (you)` : name}
        </option>
      ))}
    </Select>
  );
}
