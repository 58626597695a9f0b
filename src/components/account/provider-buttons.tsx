'use client';
import type { Installation } from '@/contract/account';
import { useChange } from '@/hooks/use-change';
import { Button } from '../ui/button';
import { ErrorPanel } from '../ui/error-panel';
import { words } from '../words/account';

interface ProviderProps {
  providers: Installation['providers'];
  /** Where to go on; without it, where the browser is already. */
  next?: string;
  invitation?: string;
}

/** What the way back takes: the plain paths of this dashboard. */
const PLAIN = /^\/(?!\/)[\w\-./?=&%#]{0,499}$/;

/** One button for each provider that is set up; nothing where there is none. */
export function ProviderButtons({ providers, next, invitation }: ProviderProps) {
  const start = useChange('startProvider', { onSuccess: ({ url }) => window.location.assign(url) });
  const begin = (provider: Installation['providers'][number]['id']) => {
    const wanted = next ?? `${window.location.pathname}${window.location.search}`;
    start.mutate({ body: { provider, invitation, next: PLAIN.test(wanted) ? wanted : '/' } });
  };
  if (providers.length === 0) return null;
  return (
    <div className="flex flex-col gap-2">
      {providers.map(({ id, name }) => (
        <Button
          key={id}
          busy={(start.isPending || start.isSuccess) && start.variables?.body?.provider === id}
          onClick={() => begin(id)}
        >
          {words.provider(name)}
        </Button>
      ))}
      {start.isError && <ErrorPanel title={words.notSignedIn} error={start.error} />}
    </div>
  );
}
