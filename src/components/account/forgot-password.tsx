'use client';
import { useId, useState } from 'react';
import { fieldErrors } from '@/hooks/api-error';
import { useChange } from '@/hooks/use-change';
import { Button } from '../ui/button';
import { Input } from '../ui/controls';
import { ErrorPanel } from '../ui/error-panel';
import { described, Field } from '../ui/field';
import { Phrase } from '../ui/phrase';
import { words as account } from '../words/account';
import { words } from '../words/account-sign-in';

interface ForgotProps {
  /** Whether the server can send a link. */
  mail: boolean;
  email: string;
  onBack(): void;
}

/** The way to a new password: a link by mail, or from whoever manages the workspace. */
export function ForgotPassword({ mail, email: given, onBack }: ForgotProps) {
  const id = useId();
  const [email, setEmail] = useState(given);
  const ask = useChange('requestReset');
  const errors = fieldErrors(ask.error);
  return (
    <form
      className="flex flex-col gap-4 rounded-panel border border-line bg-panel p-5"
      onSubmit={(event) => {
        event.preventDefault();
        ask.mutate({ body: { email } });
      }}
    >
      <h1 className="text-title font-semibold">{words.forgot}</h1>
      {!mail && <p className="text-read text-ink-2">{words.forgotten.noMail}</p>}
      {mail && !ask.isSuccess && (
        <>
          <Field id={`${id}-email`} label={account.email} error={errors.email}>
            <Input
              {...described(`${id}-email`, errors.email)}
              type="email"
              value={email}
              required
              maxLength={254}
              autoComplete="username"
              onChange={(event) => setEmail(event.target.value)}
            />
          </Field>
          {ask.isError && <ErrorPanel title={words.forgotten.notSent} error={ask.error} />}
          <Button type="submit" look="primary" busy={ask.isPending}>
            {words.forgotten.send}
          </Button>
        </>
      )}
      {ask.isSuccess && (
        <p className="text-read text-ink-2" role="status">
          <Phrase of={words.forgotten.sent} parts={{ email: <bdi>{email}</bdi> }} />
        </p>
      )}
      <Button look="quiet" onClick={onBack}>
        {words.forgotten.back}
      </Button>
    </form>
  );
}
