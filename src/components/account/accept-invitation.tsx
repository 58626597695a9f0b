'use client';
import { useEffect, useState } from 'react';
import type { Installation } from '@/contract/account';
import { fieldErrors } from '@/hooks/api-error';
import { useChange } from '@/hooks/use-change';
import { useEndpoint } from '@/hooks/use-endpoint';
import { Button, ButtonLink } from '../ui/button';
import { ErrorPanel } from '../ui/error-panel';
import { Phrase } from '../ui/phrase';
import { Skeleton } from '../ui/skeleton';
import { words as account } from '../words/account';
import { words as links } from '../words/account-links';
import { AccountFields, NO_ACCOUNT } from './account-fields';
import { BrokenLink } from './broken-link';
import { ProviderButtons } from './provider-buttons';
import { useLinkSecret } from './use-link-secret';

const words = links.invitation;
const home = () => window.location.assign('/');

/** What an invitation is for, and joining: with the account one is signed in with, one that one has, or a new one. */
export function AcceptInvitation({ providers }: Pick<Installation, 'providers'>) {
  const secret = useLinkSecret();
  const token = secret ?? '';
  const [values, setValues] = useState(NO_ACCOUNT);
  const [known, setKnown] = useState(false);
  const read = useChange('readInvitation');
  const me = useEndpoint('getMe');
  const accept = useChange('acceptInvitation', { onSuccess: home });
  const register = useChange('register', { onSuccess: home });
  const login = useChange('login', { onSuccess: () => accept.mutate({ body: { token } }) });
  const { mutate } = read;
  useEffect(() => {
    if (token !== '') mutate({ body: { token } });
  }, [mutate, token]);
  if (secret === '') return <BrokenLink />;
  if (read.isError)
    return (
      <>
        <ErrorPanel page title={words.unusable} error={read.error} />
        <ButtonLink href="/">{links.broken.goOn}</ButtonLink>
      </>
    );
  if (!read.data) return <Skeleton />;
  const { workspaceName, role, email } = read.data;
  const given = { ...values, email: email ?? values.email };
  const signedIn = me.data?.sessionId ? me.data : null;
  const change = signedIn ? accept : known ? login : register;
  const submit = () => {
    if (signedIn) accept.mutate({ body: { token } });
    else if (known) login.mutate({ body: { email: given.email, password: given.password } });
    else register.mutate({ body: { ...given, invitation: token } });
  };
  return (
    <form
      className="flex flex-col gap-4 rounded-panel border border-line bg-panel p-5"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h1 className="text-title font-semibold">
        <Phrase of={words.title} parts={{ workspace: <bdi>{workspaceName}</bdi> }} />
      </h1>
      <p className="text-read text-ink-2">
        {words.as(role)}
        {signedIn && ` ${words.signedIn(signedIn.email)}`}
      </p>
      {!signedIn && <ProviderButtons providers={providers} next="/" invitation={token} />}
      {!signedIn && (
        <AccountFields
          values={values}
          onChange={setValues}
          errors={fieldErrors(change.error)}
          known={known}
          fixedEmail={email}
        />
      )}
      {(change.error ?? accept.error) && (
        <ErrorPanel title={words.failed} error={(change.error ?? accept.error)!} />
      )}
      <Button type="submit" look="primary" busy={change.isPending || accept.isPending}>
        {signedIn ? words.join : known ? words.signIn : words.make}
      </Button>
      {!signedIn && (
        <Button look="quiet" onClick={() => setKnown(!known)}>
          {known ? words.haveNone : account.have}
        </Button>
      )}
    </form>
  );
}
