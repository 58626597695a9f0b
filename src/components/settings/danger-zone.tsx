'use client';
import { useId, useState } from 'react';
import { addressOf } from '@/hooks/call';
import { useChange } from '@/hooks/use-change';
import { Button, ButtonLink } from '../ui/button';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { Input } from '../ui/controls';
import { described, Field } from '../ui/field';
import { Panel } from '../ui/panel';

/** Taking one’s data away, and deleting the account. */
export function DangerZone({ email }: { email: string }) {
  const id = useId();
  const [asking, setAsking] = useState(false);
  const [typed, setTyped] = useState('');
  const [password, setPassword] = useState('');
  const remove = useChange('deleteAccount', { onSuccess: () => window.location.assign('/sign-in') });
  return (
    <Panel title="Your data" id="danger">
      <p className="mb-4 max-w-xl text-read text-ink-2">
        What is known of you, and what you wrote and did here, as one file. Deleting your account ends your
        sessions, access tokens and the machines that you connected; what you made in workspaces stays there.
      </p>
      <div className="flex flex-wrap gap-2">
        <ButtonLink href={addressOf('exportAccount')} download prefetch={false}>
          Download my data
        </ButtonLink>
        <Button look="danger" onClick={() => setAsking(true)}>
          Delete my account
        </Button>
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Delete your account?"
        description="It cannot be brought back."
        confirm="Delete my account"
        keep="Keep it"
        danger
        disabled={typed.trim().toLowerCase() !== email}
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate({ body: { email: typed, password: password || undefined } })}
      >
        <div className="flex flex-col gap-3">
          <Field id={`${id}-email`} label="Your e-mail address, to be sure">
            <Input
              {...described(`${id}-email`)}
              autoComplete="off"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          </Field>
          <Field id={`${id}-password`} label="Password" hint="Where you sign in with one.">
            <Input
              {...described(`${id}-password`)}
              type="password"
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          </Field>
        </div>
      </ConfirmDialog>
    </Panel>
  );
}
