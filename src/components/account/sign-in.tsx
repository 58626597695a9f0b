'use client';
import { useState } from 'react';
import type { Installation } from '@/contract/account';
import { fieldErrors } from '@/hooks/api-error';
import { useChange } from '@/hooks/use-change';
import { Button } from '../ui/button';
import { ErrorPanel } from '../ui/error-panel';
import { words as account } from '../words/account';
import { words } from '../words/account-sign-in';
import { AccountFields, NO_ACCOUNT } from './account-fields';
import { ForgotPassword } from './forgot-password';
import { localPath } from './local-path';
import { ProviderButtons } from './provider-buttons';
import { providerWords } from './provider-words';

interface SignInProps {
  next?: string;
  installation: Installation;
  /** The word for what went wrong at a provider. */
  failed?: string;
}

/** Signs in, and goes on at `next` or where the person is already; or makes an account where strangers may. */
export function SignIn({ next, installation: { signUp, mail, providers }, failed }: SignInProps) {
  const [values, setValues] = useState(NO_ACCOUNT);
  const [fresh, setFresh] = useState(false);
  const [forgot, setForgot] = useState(false);
  // A whole page load: what was read as nobody must not be shown to somebody.
  const onSuccess = () => (next ? window.location.assign(localPath(next)) : window.location.reload());
  const login = useChange('login', { onSuccess });
  const register = useChange('register', { onSuccess });
  const change = fresh ? register : login;
  const { email, password } = values;
  const title = fresh ? words.make : account.signIn;
  if (forgot) return <ForgotPassword mail={mail} email={email} onBack={() => setForgot(false)} />;
  return (
    <form
      className="flex flex-col gap-4 rounded-panel border border-line bg-panel p-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (fresh) register.mutate({ body: values });
        else login.mutate({ body: { email, password } });
      }}
    >
      <h1 className="text-title font-semibold">{title}</h1>
      {failed && (
        <p className="text-read text-ink-2" role="alert">
          {providerWords(failed)}
        </p>
      )}
      <ProviderButtons providers={providers} next={next && localPath(next)} />
      <AccountFields values={values} onChange={setValues} errors={fieldErrors(change.error)} known={!fresh} />
      {change.isError && (
        <ErrorPanel title={fresh ? account.notMade : account.notSignedIn} error={change.error} />
      )}
      <Button type="submit" look="primary" busy={change.isPending || change.isSuccess}>
        {title}
      </Button>
      {!fresh && (
        <Button look="quiet" onClick={() => setForgot(true)}>
          {words.forgot}
        </Button>
      )}
      {signUp === 'open' ? (
        <Button look="quiet" onClick={() => setFresh(!fresh)}>
          {fresh ? account.have : words.make}
        </Button>
      ) : (
        <p className="text-label text-ink-2">{words.invited}</p>
      )}
    </form>
  );
}
