'use client';
import { useId, useState } from 'react';
import { addressOf } from '@/hooks/address-of';
import { useChange } from '@/hooks/use-change';
import { Button, ButtonLink } from '../ui/button';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { Input } from '../ui/controls';
import { described, Field } from '../ui/field';
import { Panel } from '../ui/panel';
import { words as all } from '../words/settings-account';

const words = all.data;

/** Taking one’s data away, and deleting the account. */
export function DangerZone({ email }: { email: string }) {
  const id = useId();
  const [asking, setAsking] = useState(false);
  const [typed, setTyped] = useState('');
  const [password, setPassword] = useState('');
  const remove = useChange('deleteAccount', { onSuccess: () => window.location.assign('/sign-in') });
  return (
    <Panel title={words.title} id="danger">
      <p className="mb-4 max-w-xl text-read text-ink-2">{words.text}</p>
      <div className="flex flex-wrap gap-2">
        <ButtonLink href={addressOf('exportAccount')} download prefetch={false}>
          {words.download}
        </ButtonLink>
        <Button look="danger" onClick={() => setAsking(true)}>
          {words.delete}
        </Button>
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={words.ask}
        description={words.effect}
        confirm={words.delete}
        keep={words.keep}
        danger
        disabled={typed.trim().toLowerCase() !== email}
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate({ body: { email: typed, password: password || undefined } })}
      >
        <div className="flex flex-col gap-3">
          <Field id={`${id}-email`} label={words.email}>
            <Input
              {...described(`${id}-email`)}
              autoComplete="off"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          </Field>
          <Field id={`${id}-password`} label={words.password} hint={words.passwordHint}>
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
