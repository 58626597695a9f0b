'use client';
import { useChange } from '@/hooks/use-change';
import { useEndpoint } from '@/hooks/use-endpoint';
import { Select } from '../ui/controls';

/** Which workspace one is in; nothing for who is in one alone. A small screen has it among the settings. */
export function WorkspaceSwitch() {
  const { data: me } = useEndpoint('getMe');
  const select = useChange('selectWorkspace', { onSuccess: () => window.location.assign('/') });
  if (!me || me.workspaces.length < 2) return null;
  return (
    <Select
      aria-label="Workspace"
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
