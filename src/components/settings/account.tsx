'use client';
import { useId, useState } from 'react';
import { useChange } from '@/hooks/use-change';
import { useEndpoint } from '@/hooks/use-endpoint';
import { Button, ButtonLink } from '../ui/button';
import { Input, Select } from '../ui/controls';
import { ErrorPanel } from '../ui/error-panel';
import { described, Field } from '../ui/field';
import { Panel } from '../ui/panel';
import { Skeleton } from '../ui/skeleton';
import { toast } from '../ui/toast-store';
import { words as shared } from '../words/settings';
import { words } from '../words/settings-account';
import { words as ui } from '../words/ui';
import { DangerZone } from './danger-zone';
import { OwnName } from './own-name';
import { SignInSessions } from './sign-in-sessions';

/** Who one is, the password, and where one is signed in. */
export function Account() {
  const me = useEndpoint('getMe');
  const reload = () => window.location.assign('/');
  const select = useChange('selectWorkspace', { onSuccess: reload });
  const logout = useChange('logout', { onSuccess: () => window.location.assign('/sign-in') });
  if (me.isPending) return <Skeleton />;
  if (me.isError) return <ErrorPanel error={me.error} onRetry={() => void me.refetch()} />;
  const { name, email, sessionId, workspaceId, workspaces } = me.data;
  if (!sessionId)
    return (
      <Panel title={words.none.title} id="accounts">
        <p className="mb-4 max-w-xl text-read text-ink-2">{words.none.text}</p>
        <ButtonLink look="primary" href="/welcome">
          {shared.turnOnAccounts}
        </ButtonLink>
      </Panel>
    );
  return (
    <div className="flex flex-col gap-5">
      <Panel
        title={name}
        id="you"
        actions={
          <Button size="sm" busy={logout.isPending} onClick={() => logout.mutate({ body: {} })}>
            {words.signOut}
          </Button>
        }
      >
        <p className="text-ink-2">
          <bdi>{email}</bdi>
        </p>
        <OwnName name={name} />
        {workspaces.length > 1 && (
          <div className="mt-4 max-w-xl">
            <Field id="workspace" label={words.workspace}>
              <Select
                id="workspace"
                value={workspaceId}
                onChange={(event) => select.mutate({ body: { workspaceId: event.target.value } })}
              >
                {workspaces.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name} ({one.role})
                  </option>
                ))}
              </Select>
            </Field>
          </div>
        )}
      </Panel>
      <Password />
      <SignInSessions />
      <DangerZone email={email} />
    </div>
  );
}

function Password() {
  const id = useId();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const change = useChange('changePassword', {
    onSuccess: () => {
      toast(words.password.changed);
      setCurrent('');
      setPassword('');
    },
  });
  return (
    <Panel title={words.password.title} id="password">
      <form
        className="flex max-w-xl flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate({ body: { current, password } });
        }}
      >
        <Field id={`${id}-current`} label={words.password.current}>
          <Input
            {...described(`${id}-current`)}
            type="password"
            autoComplete="current-password"
            required
            maxLength={128}
            value={current}
            onChange={(event) => setCurrent(event.target.value)}
          />
        </Field>
        <Field id={`${id}-new`} label={words.password.new} hint={words.password.newHint}>
          <Input
            {...described(`${id}-new`)}
            type="password"
            autoComplete="new-password"
            required
            minLength={12}
            maxLength={128}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </Field>
        {change.isError && <ErrorPanel title={ui.unchanged} error={change.error} />}
        <div>
          <Button type="submit" busy={change.isPending}>
            {words.password.change}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
