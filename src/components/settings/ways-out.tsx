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
    <Panel title="Danger zone" id="ways-out" flush>
      <ul>
        <Way
          words="Leave this workspace. Your access tokens for it end, and your private projects belong to nobody then."
          act={<Button onClick={() => setOpen('leave')}>Leave…</Button>}
        />
        {owns && others.length > 0 && (
          <Way
            words="Hand it over: another member becomes its owner, and you an admin."
            act={<Button onClick={() => setOpen('transfer')}>Hand over…</Button>}
          />
        )}
        {owns && workspace?.first && (
          <Way
            words="This is the first workspace of the installation and stays: the runner of the server’s own machine works for it. Its projects can be deleted."
            act={<ButtonLink href="/projects">Go to projects</ButtonLink>}
          />
        )}
        {owns && workspace?.first === false && (
          <Way
            words="Delete it. Everyone, every token, invitation and machine is shut out at once. Tasks, logs and projects are erased behind that, events within a day."
            act={
              <Button look="danger" onClick={() => setOpen('delete')}>
                Delete…
              </Button>
            }
          />
        )}
      </ul>
      <ConfirmDialog
        {...dialog('leave')}
        title={`Leave ${name}?`}
        description="You see nothing of it any more, until somebody invites you again."
        confirm="Leave"
        busy={leave.isPending}
        error={leave.error}
        onConfirm={() => leave.mutate({ body: {} })}
      />
      <ConfirmDialog
        {...dialog('transfer')}
        title={`Hand over ${name}?`}
        description="Only the new owner can make you an owner again."
        confirm="Hand over"
        disabled={heir === ''}
        busy={transfer.isPending}
        error={transfer.error}
        onConfirm={() => transfer.mutate({ body: { memberId: heir } })}
      >
        <Field id="heir" label="New owner">
          <Select id="heir" value={heir} onChange={(event) => setHeir(event.target.value)}>
            <option value="">Choose a member</option>
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
        title={`Delete ${name}?`}
        description="This cannot be taken back. The repositories themselves are not touched."
        confirm="Delete workspace"
        disabled={typed.trim() !== name}
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate({ body: { name: typed } })}
      >
        <Field id="typed-name" label={`Type ${name} to delete it`}>
          <Input id="typed-name" value={typed} onChange={(event) => setTyped(event.target.value)} />
        </Field>
      </ConfirmDialog>
    </Panel>
  );
}

function Way({ words, act }: { words: string; act: ReactNode }) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line px-4 py-3 first:border-t-0">
      <p className="min-w-0 flex-1 basis-72 text-read text-ink-2">{words}</p>
      {act}
    </li>
  );
}
