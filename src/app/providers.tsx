'use client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { type ReactNode, useState } from 'react';
import { Toasts } from '@/components/ui/toasts';
import { ApiError } from '@/hooks/api-error';
import { RenderedAt } from '@/hooks/use-now';

const retry = (failures: number, error: Error) =>
  failures < 2 && (!(error instanceof ApiError) || error.code === 'DATABASE_UNAVAILABLE');

interface ProvidersProps {
  /** In milliseconds, by the server's clock. */
  renderedAt: number;
  children: ReactNode;
}

/** What every page shares in the browser: the query cache, the URL state, the time it was drawn at, and the toasts. */
export function Providers({ renderedAt, children }: ProvidersProps) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: { staleTime: 30_000, refetchOnWindowFocus: true, retry },
          // What is pressed without a connection fails at once: it must not be done later, when nobody expects it.
          mutations: { networkMode: 'always' },
        },
      }),
  );
  return (
    <QueryClientProvider client={client}>
      <NuqsAdapter>
        <RenderedAt value={renderedAt}>{children}</RenderedAt>
        <Toasts />
      </NuqsAdapter>
    </QueryClientProvider>
  );
}
