'use client';
import type { Me } from '@/contract/account';
import { useChange } from '@/hooks/use-change';
import { Select } from '../ui/controls';
import { words } from '../words/shell-asides';

/** The workspaces somebody is in; another one is gone to by a whole page load. */
export function WorkspaceSelect({ me }: { me: Pick<Me, 'workspaceId' | 'workspaces'> }) {
  const select = useChange('selectWorkspace', { onSuccess: () => window.location.assign('/') });
  return (
    <Select
      aria-label={words.workspace}
      className="mb-3 hidden lg:block"
      value={me.workspaceId}
      disabled={select.isPending}
      onChange={(event) => select.mutate({ body: { workspaceId: event.target.value } })}
    >
      {me.workspaces.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
}
