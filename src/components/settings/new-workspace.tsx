'use client';
import { useState } from 'react';
import { useChange } from '@/hooks/use-change';
import { useEndpoint } from '@/hooks/use-endpoint';
import { Button } from '../ui/button';
import { Input } from '../ui/controls';
import { ErrorPanel } from '../ui/error-panel';
import { described, Field } from '../ui/field';
import { Panel } from '../ui/panel';
import { words as all } from '../words/settings-workspace';

const words = all.another;

/** One more workspace of one's own, where the installation lets people make them. */
export function NewWorkspace() {
  const { data: installation } = useEndpoint('getInstallation');
  const [name, setName] = useState('');
  const select = useChange('selectWorkspace', { onSuccess: () => window.location.assign('/') });
  const create = useChange('createWorkspace', {
    onSuccess: ({ workspaceId }) => select.mutate({ body: { workspaceId } }),
  });
  if (installation?.signUp !== 'open') return null;
  return (
    <Panel title={words.title} id="new-workspace">
      <form
        className="flex max-w-xl flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate({ body: { name } });
        }}
      >
        <Field id="new-workspace-name" label={all.name.label} hint={words.hint}>
          <Input
            {...described('new-workspace-name')}
            value={name}
            required
            maxLength={100}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        {create.isError && <ErrorPanel title={words.notMade} error={create.error} />}
        <div>
          <Button type="submit" busy={create.isPending || select.isPending}>
            {words.make}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
