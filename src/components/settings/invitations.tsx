'use client';
import { useId, useState } from 'react';
import type { Role } from '@/contract/policy';
import { fieldErrors } from '@/hooks/api-error';
import { useChange } from '@/hooks/use-change';
import { useEndpoint } from '@/hooks/use-endpoint';
import { CommandLine } from '../connect/command-line';
import { Button } from '../ui/button';
import { Input, Select } from '../ui/controls';
import { ErrorPanel } from '../ui/error-panel';
import { described, Field } from '../ui/field';
import { Panel } from '../ui/panel';
import { toast } from '../ui/toast-store';
import { ROLES } from './members';

/** Makes links that let people in, and ends those that were not used. */
export function Invitations({ own }: { own: Role }) {
  const id = useId();
  const [role, setRole] = useState<Role>('member');
  const [email, setEmail] = useState('');
  const open = useEndpoint('listInvitations');
  const create = useChange('createInvitation', { onSuccess: () => setEmail('') });
  const revoke = useChange('revokeInvitation', { onSuccess: () => toast('The link is void') });
  const errors = fieldErrors(create.error);
  return (
    <Panel title="Invite someone" id="invitations">
      <form
        className="flex max-w-xl flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate({ body: { role, email: email.trim() || undefined } });
        }}
      >
        <Field id={`${id}-role`} label="As">
          <Select id={`${id}-role`} value={role} onChange={(event) => setRole(event.target.value as Role)}>
            {ROLES.filter(({ value }) => value !== 'owner' || own === 'owner').map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
        <Field
          id={`${id}-email`}
          label="E-mail address"
          optional
          hint="Then only an account with this address can use the link. Where this server sends mail, it is sent there."
          error={errors.email}
        >
          <Input
            {...described(`${id}-email`, errors.email)}
            type="email"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        </Field>
        {create.isError && <ErrorPanel title="No link was made" error={create.error} />}
        <div>
          <Button type="submit" look="primary" busy={create.isPending}>
            Make a link
          </Button>
        </div>
        {create.data && (
          <div role="status" className="flex flex-col gap-2">
            <p className="text-label text-ink-2">
              {create.data.mailed ? `Sent to ${create.data.email}. ` : 'Nothing was sent: hand it over. '}
              Good once, for seven days. It is shown only now.
            </p>
            <CommandLine
              command={create.data.link}
              secret={create.data.link.split('#')[1]}
              label="Copy the link"
            />
          </div>
        )}
      </form>
      {open.isError && <ErrorPanel error={open.error} onRetry={() => void open.refetch()} />}
      {open.data && open.data.length > 0 && (
        <ul className="mt-5">
          {open.data.map((one) => (
            <li key={one.id} className="flex flex-wrap items-center gap-3 border-t border-line py-2">
              <span className="min-w-0 flex-1 truncate">
                <bdi>{one.email ?? 'Whoever has the link'}</bdi>
                <span className="text-ink-2"> as {one.role}</span>
              </span>
              <span className="text-label text-ink-3">until {one.expiresAt.slice(0, 10)}</span>
              <Button
                look="danger"
                size="sm"
                busy={revoke.isPending && revoke.variables?.params?.id === one.id}
                onClick={() => revoke.mutate({ params: { id: one.id } })}
              >
                End<span className="sr-only"> the invitation of {one.email ?? 'anyone'}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
