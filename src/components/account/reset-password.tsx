'use client';
import { useId, useState } from 'react';
import { fieldErrors } from '@/hooks/api-error';
import { useChange } from '@/hooks/use-change';
import { Button, ButtonLink } from '../ui/button';
import { Input } from '../ui/controls';
import { ErrorPanel } from '../ui/error-panel';
import { described, Field } from '../ui/field';
import { words as account } from '../words/account';
import { words as links } from '../words/account-links';
import { words as ui } from '../words/ui';
import { BrokenLink } from './broken-link';
import { useLinkSecret } from './use-link-secret';

const words = links.reset;

/** Sets a new password by the link that the page was opened with. */
export function ResetPassword() {
  const id = useId();
  const token = useLinkSecret();
  const [password, setPassword] = useState('');
  const reset = useChange('resetPassword');
  const errors = fieldErrors(reset.error);
  if (reset.isSuccess)
    return (
      <div className="flex flex-col gap-4 rounded-panel border border-line bg-panel p-5" role="status">
        <h1 className="text-title font-semibold">{words.done}</h1>
        <p className="text-read text-ink-2">{words.ended}</p>
        <ButtonLink look="primary" href="/sign-in">
          {account.signIn}
        </ButtonLink>
      </div>
    );
  if (token === '') return <BrokenLink />;
  return (
    <form
      className="flex flex-col gap-4 rounded-panel border border-line bg-panel p-5"
      onSubmit={(event) => {
        event.preventDefault();
        reset.mutate({ body: { token: token ?? '', password } });
      }}
    >
      <h1 className="text-title font-semibold">{words.title}</h1>
      <Field id={`${id}-password`} label={words.password} hint={account.passwordHint} error={errors.password}>
        <Input
          {...described(`${id}-password`, errors.password)}
          type="password"
          value={password}
          required
          minLength={12}
          maxLength={128}
          autoComplete="new-password"
          onChange={(event) => setPassword(event.target.value)}
        />
      </Field>
      {reset.isError && <ErrorPanel title={ui.unchanged} error={reset.error} />}
      <Button type="submit" look="primary" busy={reset.isPending}>
        {words.set}
      </Button>
    </form>
  );
}
