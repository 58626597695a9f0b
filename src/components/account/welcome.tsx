'use client';
import { useEffect, useState } from 'react';
import { fieldErrors } from '@/hooks/api-error';
import { useChange } from '@/hooks/use-change';
import { Button, ButtonLink } from '../ui/button';
import { ErrorPanel } from '../ui/error-panel';
import { words as account } from '../words/account';
import { words as links } from '../words/account-links';
import { AccountFields, NO_ACCOUNT } from './account-fields';

const words = links.welcome;

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
      <h1 className="text-title font-semibold">{needsToken ? words.become : words.turnOn}</h1>
      <p className="text-read text-ink-2">{needsToken ? words.openLink : words.stays}</p>
      <AccountFields values={values} onChange={setValues} errors={fieldErrors(claim.error)} />
      {claim.isError && <ErrorPanel title={account.notMade} error={claim.error} />}
      <Button type="submit" look="primary" busy={claim.isPending || claim.isSuccess}>
        {words.make}
      </Button>
      {!needsToken && (
        <ButtonLink look="quiet" href="/settings?tab=account">
          {words.notNow}
        </ButtonLink>
      )}
    </form>
  );
}
