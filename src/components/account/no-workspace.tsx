'use client';
import { useChange } from '@/hooks/use-change';
import { Button } from '../ui/button';
import { ErrorPanel } from '../ui/error-panel';
import { words } from '../words/account-no-workspace';

/** Signed in, and let in nowhere: who can change that, and the way out. */
export function NoWorkspace({ message, unverified }: { message: string; unverified?: boolean }) {
  const send = useChange('requestVerification');
  const logout = useChange('logout', { onSuccess: () => window.location.assign('/sign-in') });
  return (
    <main className="mx-auto flex min-h-dvh max-w-[56ch] flex-col items-start justify-center gap-3 p-6">
      <h1 className="text-title font-semibold">{words.title}</h1>
      <p className="text-read text-ink-2">{message}</p>
      {unverified && (
        <Button
          look="primary"
          busy={send.isPending}
          disabled={send.isSuccess}
          onClick={() => send.mutate({ body: {} })}
        >
          {send.isSuccess ? words.sent : words.send}
        </Button>
      )}
      {send.isError && <ErrorPanel title={words.notSent} error={send.error} />}
      <Button busy={logout.isPending} onClick={() => logout.mutate({ body: {} })}>
        {words.signOut}
      </Button>
    </main>
  );
}
