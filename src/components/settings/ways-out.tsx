'use client';
import { type ReactNode, useState } from 'react';
import { mayDo } from '@/contract/may-do';
import type { Role } from '@/contract/policy';
import { useChange } from '@/hooks/use-change';
import { useEndpoint } from '@/hooks/use-endpoint';
import { Button, ButtonLink } from '../ui/button';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { Input, Select } from '../ui/controls';
import { Field } from '../ui/field';
import { Panel } from '../ui/panel';
import { words as all } from '../words/settings-workspace';

const words = all.out;

type Open = 'leave' | 'transfer' | 'delete' | null;

/** Leaving the workspace, handing it over, and ending it. */
export function WaysOut({ name, role }: { name: string; role: Role }) {
  const [open, setOpen] = useState<Open>(null);
  const [typed, setTyped] = useState('');
  const [heir, setHeir] = useState('');
  const owns = mayDo(role, 'workspace:own');
  const { data: members } = useEndpoint('listMembers');
  const { data: workspace } = useEndpoint('getWorkspace');
  const others = members?.filter(({ you }) => !you) ?? [];
  const away = { onSuccess: () => window.location.assign('/') };
  const leave = useChange('leaveWorkspace', away);
  const transfer = useChange('transferWorkspace', away);
  const remove = useChange('deleteWorkspace', away);
  const dialog = (which: Open) => ({ open: open === which, onOpenChange: () => setOpen(null), danger: true });
  return (
    <Panel title={words.title} id="ways-out" flush>
      <ul>
        <Way what={words.leave} act={<Button onClick={() => setOpen('leave')}>{words.leaveAct}</Button>} />
        {owns && others.length > 0 && (
          <Way
            what={words.transfer}
            act={<Button onClick={() => setOpen('transfer')}>{words.transferAct}</Button>}
          />
        )}
        {owns && workspace?.first && (
          <Way what={words.first} act={<ButtonLink href="/projects">{words.firstAct}</ButtonLink>} />
        )}
        {owns && workspace?.first === false && (
          <Way
            what={words.delete}
            act={
              <Button look="danger" onClick={() => setOpen('delete')}>
                {words.deleteAct}
              </Button>
            }
          />
        )}
      </ul>
      <ConfirmDialog
        {...dialog('leave')}
        title={words.askLeave(name)}
        description={words.thenLeave}
        confirm={words.confirmLeave}
        busy={leave.isPending}
        error={leave.error}
        onConfirm={() => leave.mutate({ body: {} })}
      />
      <ConfirmDialog
        {...dialog('transfer')}
        title={words.askTransfer(name)}
        description={words.thenTransfer}
        confirm={words.confirmTransfer}
        disabled={heir === ''}
        busy={transfer.isPending}
        error={transfer.error}
        onConfirm={() => transfer.mutate({ body: { memberId: heir } })}
      >
        <Field id="heir" label={words.heir}>
          <Select id="heir" value={heir} onChange={(event) => setHeir(event.target.value)}>
            <option value="">{words.choose}</option>
            {others.map((member) => (
              <option key={member.id} value={member.id}>
                {member.name} ({member.role})
              </option>
            ))}
          </Select>
        </Field>
      </ConfirmDialog>
      <ConfirmDialog
        {...dialog('delete')}
        title={words.askDelete(name)}
        description={words.thenDelete}
        confirm={words.confirmDelete}
        disabled={typed.trim() !== name}
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate({ body: { name: typed } })}
      >
        <Field id="typed-name" label={words.type(name)}>
          <Input id="typed-name" value={typed} onChange={(event) => setTyped(event.target.value)} />
        </Field>
      </ConfirmDialog>
    </Panel>
  );
}

function Way({ what, act }: { what: string; act: ReactNode }) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line px-4 py-3 first:border-t-0">
      <p className="min-w-0 flex-1 basis-72 text-read text-ink-2">{what}</p>
      {act}
    </li>
  );
}
