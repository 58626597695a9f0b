'use client';
import type { Installation } from '@/contract/account';
import { useChange } from '@/hooks/use-change';
import { useEndpoint } from '@/hooks/use-endpoint';
import { Button, ButtonLink } from '../ui/button';
import { ErrorPanel } from '../ui/error-panel';
import { Skeleton } from '../ui/skeleton';
import { words as links } from '../words/account-links';
import { BrokenLink } from './broken-link';
import { SignIn } from './sign-in';
import { useLinkSecret } from './use-link-secret';

const words = links.verify;

/** Proves an address by the link that the page was opened with, for who is signed in with that account. */
export function VerifyEmail({ installation }: { installation: Installation }) {
  const token = useLinkSecret();
  const me = useEndpoint('getMe');
  const verify = useChange('verifyEmail');
  if (token === '') return <BrokenLink />;
  if (me.isPending || token === null) return <Skeleton />;
  if (!me.data) return <SignIn installation={installation} />;
  return (
    <div className="flex flex-col gap-4 rounded-panel border border-line bg-panel p-5">
      <h1 className="text-title font-semibold">{verify.isSuccess ? words.done : words.title}</h1>
      <p className="text-read text-ink-2">
        <bdi>{me.data.email}</bdi>
      </p>
      {verify.isError && <ErrorPanel title={words.failed} error={verify.error} />}
      {verify.isSuccess ? (
        <ButtonLink look="primary" href="/">
          {words.goOn}
        </ButtonLink>
      ) : (
        <Button look="primary" busy={verify.isPending} onClick={() => verify.mutate({ body: { token } })}>
          {words.confirm}
        </Button>
      )}
    </div>
  );
}
