'use client';
import { useChange } from '@/hooks/use-change';
import { Button } from '../ui/button';

/** Signed in, and let in nowhere: who can change that, and the way out. */
export function NoWorkspace({ message }: { message: string }) {
  const logout = useChange('logout', { onSuccess: () => window.location.assign('/sign-in') });
  return (
    <main className="mx-auto flex min-h-dvh max-w-[56ch] flex-col items-start justify-center gap-3 p-6">
      <h1 className="text-title font-semibold">This is not for you yet</h1>
      <p className="text-read text-ink-2">{message}</p>
      <Button busy={logout.isPending} onClick={() => logout.mutate({ body: {} })}>
        Sign out
      </Button>
    </main>
  );
}
