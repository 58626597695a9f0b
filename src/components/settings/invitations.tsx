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
import { words as shared } from '../words/settings';
import { words as all } from '../words/settings-people';
import { ROLES } from './members';

const words = all.invite;

/** Makes links that let people in, and ends those that were not used. */
export function Invitations({ own }: { own: Role }) {
  const id = useId();
  const [role, setRole] = useState<Role>('member');
  const [email, setEmail] = useState('');
  const open = useEndpoint('listInvitations');
  const create = useChange('createInvitation', { onSuccess: () => setEmail('') });
  const revoke = useChange('revokeInvitation', { onSuccess: () => toast(words.void) });
  const errors = fieldErrors(create.error);
  return (
    <Panel title={words.title} id="invitations">
      <form
        className="flex max-w-xl flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate({ body: { role, email: email.trim() || undefined } });
        }}
      >
        <Field id={`${id}-role`} label={words.as}>
          <Select id={`${id}-role`} value={role} onChange={(event) => setRole(event.target.value as Role)}>
            {ROLES.filter(({ value }) => value !== 'owner' || own === 'owner').map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
        <Field id={`${id}-email`} label={words.email} optional hint={words.emailHint} error={errors.email}>
          <Input
            {...described(`${id}-email`, errors.email)}
            type="email"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        </Field>
        {create.isError && <ErrorPanel title={shared.noLink} error={create.error} />}
        <div>
          <Button type="submit" look="primary" busy={create.isPending}>
            {words.make}
          </Button>
        </div>
        {create.data && (
          <div role="status" className="flex flex-col gap-2">
            <p className="text-label text-ink-2">
              {create.data.mailed ? words.sent(create.data.email) : words.notSent}
            </p>
            <CommandLine
              command={create.data.link}
              secret={create.data.link.split('#')[1]}
              label={shared.copyLink}
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
                <bdi>{one.email ?? words.anyone}</bdi>
                <span className="text-ink-2"> {words.asRole(one.role)}</span>
              </span>
              <span className="text-label text-ink-3">{words.until(one.expiresAt.slice(0, 10))}</span>
              <Button
                look="danger"
                size="sm"
                busy={revoke.isPending && revoke.variables?.params?.id === one.id}
                onClick={() => revoke.mutate({ params: { id: one.id } })}
              >
                {words.end}
                <span className="sr-only"> {words.of(one.email)}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
