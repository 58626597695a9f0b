'use client';
import { useState } from 'react';
import { mayDo } from '@/contract/may-do';
import { useChange } from '@/hooks/use-change';
import { useEndpoint } from '@/hooks/use-endpoint';
import { Button } from '../ui/button';
import { Input } from '../ui/controls';
import { ErrorPanel } from '../ui/error-panel';
import { described, Field } from '../ui/field';
import { Panel } from '../ui/panel';
import { Skeleton } from '../ui/skeleton';
import { toast } from '../ui/toast-store';
import { words as all } from '../words/settings-workspace';
import { words as ui } from '../words/ui';
import { NewWorkspace } from './new-workspace';
import { Quotas } from './quotas';
import { WaysOut } from './ways-out';

const words = all.name;

/** The workspace itself: its name, and how it is left, handed over or ended. */
export function Workspace() {
  const me = useEndpoint('getMe');
  if (me.isPending) return <Skeleton />;
  if (me.isError) return <ErrorPanel error={me.error} onRetry={() => void me.refetch()} />;
  const { workspaceId, workspaces, role, sessionId } = me.data;
  const name = workspaces.find(({ id }) => id === workspaceId)?.name ?? '';
  return (
    <div className="flex flex-col gap-5">
      <Name key={name} name={name} mayRename={mayDo(role, 'workspace:manage')} />
      <Quotas />
      {sessionId && <NewWorkspace />}
      {sessionId && <WaysOut name={name} role={role} />}
    </div>
  );
}

function Name({ name, mayRename }: { name: string; mayRename: boolean }) {
  const [draft, setDraft] = useState(name);
  const rename = useChange('updateWorkspace', { onSuccess: () => toast(words.renamed) });
  return (
    <Panel title={words.title} id="workspace-name">
      <form
        className="flex max-w-xl flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          rename.mutate({ body: { name: draft } });
        }}
      >
        <Field id="workspace-name-field" label={words.label} hint={mayRename ? undefined : words.whoMay}>
          <Input
            {...described('workspace-name-field')}
            value={draft}
            required
            maxLength={100}
            disabled={!mayRename}
            onChange={(event) => setDraft(event.target.value)}
          />
        </Field>
        {rename.isError && <ErrorPanel title={ui.unchanged} error={rename.error} />}
        {mayRename && (
          <div>
            <Button type="submit" busy={rename.isPending}>
              {words.save}
            </Button>
          </div>
        )}
      </form>
    </Panel>
  );
}
