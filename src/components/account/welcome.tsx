'use client';
import { useEffect, useState } from 'react';
import { fieldErrors } from '@/hooks/api-error';
import { useChange } from '@/hooks/use-change';
import { Button, ButtonLink } from '../ui/button';
import { ErrorPanel } from '../ui/error-panel';
import { AccountFields, NO_ACCOUNT } from './account-fields';

/** The first owner's account: by the link that the server printed, or on the machine itself. */
export function Welcome({ needsToken }: { needsToken: boolean }) {
  const [values, setValues] = useState(NO_ACCOUNT);
  const [token, setToken] = useState('');
  useEffect(() => setToken(window.location.hash.slice(1)), []);
  const claim = useChange('claimOwnership', { onSuccess: () => window.location.assign('/') });
  return (
    <form
      className="flex flex-col gap-4 rounded-panel border border-line bg-panel p-5"
      onSubmit={(event) => {
        event.preventDefault();
        claim.mutate({ body: { ...values, token: token || undefined } });
      }}
    >
      <h1 className="text-title font-semibold">{needsToken ? 'Become the owner' : 'Turn on accounts'}</h1>
      <p className="text-read text-ink-2">
        {needsToken
          ? 'This server has no owner yet. It printed a link when it started: open that one, so that it knows that it is you.'
          : 'Your tasks, projects and machines stay as they are and become this account’s. From then on everyone signs in, on this machine too, and you can invite others.'}
      </p>
      <AccountFields values={values} onChange={setValues} errors={fieldErrors(claim.error)} />
      {claim.isError && <ErrorPanel title="No account was made" error={claim.error} />}
      <Button type="submit" look="primary" busy={claim.isPending || claim.isSuccess}>
        Make the owner’s account
      </Button>
      {!needsToken && (
        <ButtonLink look="quiet" href="/settings?tab=account">
          Not now
        </ButtonLink>
      )}
    </form>
  );
}
