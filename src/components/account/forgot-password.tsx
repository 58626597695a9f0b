'use client';
import { useId, useState } from 'react';
import { fieldErrors } from '@/hooks/api-error';
import { useChange } from '@/hooks/use-change';
import { Button } from '../ui/button';
import { Input } from '../ui/controls';
import { ErrorPanel } from '../ui/error-panel';
import { described, Field } from '../ui/field';

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
      <h1 className="text-title font-semibold">Forgot your password?</h1>
      {!mail && (
        <p className="text-read text-ink-2">
          An owner or admin of your workspace can make a link by which you set a new one: in Settings, under
          Members.
        </p>
      )}
      {mail && !ask.isSuccess && (
        <>
          <Field id={`${id}-email`} label="E-mail address" error={errors.email}>
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
          {ask.isError && <ErrorPanel title="No link was sent" error={ask.error} />}
          <Button type="submit" look="primary" busy={ask.isPending}>
            Send a link
          </Button>
        </>
      )}
      {ask.isSuccess && (
        <p className="text-read text-ink-2" role="status">
          If <bdi>{email}</bdi> has an account here, a link is on its way. It is good once, for an hour.
        </p>
      )}
      <Button look="quiet" onClick={onBack}>
        Back to sign in
      </Button>
    </form>
  );
}
