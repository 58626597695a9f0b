import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { callHere } from '@/api/call-here';
import { DatabaseDown } from '@/components/shell/database-down';
import { ErrorPanel } from '@/components/ui/error-panel';
import type { AnyEndpoint } from '@/contract/endpoint';
import { queryKey } from '@/hooks/query-key';
import { AppError } from '@/lib/errors';
import { PageReady } from './page-ready';

interface Want {
  endpoint: AnyEndpoint;
  params?: Record<string, string>;
  query?: Record<string, unknown>;
  /** Read page after page in the browser. */
  pages?: boolean;
  /** Without it the page makes no sense: its failure is the page's. Others are read again by the browser. */
  needed?: boolean;
}

interface PrefetchProps {
  wants: Want[];
  children: ReactNode;
  /** Nothing stands around it yet: a failure has the page to itself. */
  whole?: boolean;
}

/** Reads what a page shows first, in this process, and hands it to the browser's cache. */
export async function Prefetch({ wants, children, whole }: PrefetchProps) {
  const client = new QueryClient();
  const failures = await Promise.all(wants.map((want) => fill(client, want)));
  const failure = failures.find((found) => found !== null);
  if (failure) return <Failure error={failure} whole={whole} />;
  return (
    <HydrationBoundary state={dehydrate(client)}>
      {children}
      {!whole && <PageReady />}
    </HydrationBoundary>
  );
}

/** Reads one thing in this process; null when there is no such thing. For titles. */
export async function peek<T>(endpoint: AnyEndpoint, params: Record<string, string>): Promise<T | null> {
  return read(endpoint, { params }).then(
    (answer) => answer as T,
    () => null,
  );
}

async function fill(client: QueryClient, { endpoint, params, query, pages, needed }: Want): Promise<unknown> {
  const ask = { params, query };
  try {
    const answer = await read(endpoint, ask);
    const key = queryKey(endpoint.name, ask);
    if (pages) client.setQueryData([...key, 'pages'], { pages: [answer], pageParams: [undefined] });
    else client.setQueryData(key, answer);
    return null;
  } catch (error) {
    return needed || (error instanceof AppError && error.code === 'DATABASE_UNAVAILABLE') ? error : null;
  }
}

function read(
  endpoint: AnyEndpoint,
  ask: { params?: Record<string, string>; query?: unknown },
): Promise<unknown> {
  return callHere(endpoint as never, ask as never);
}

function Failure({ error, whole }: { error: unknown; whole?: boolean }) {
  if (error instanceof AppError && error.code === 'NOT_FOUND') notFound();
  // a ref or id that cannot be one names nothing
  if (error instanceof Error && error.name === 'ZodError') notFound();
  if (!(error instanceof AppError)) throw error;
  if (whole && error.code === 'DATABASE_UNAVAILABLE') return <DatabaseDown message={error.message} />;
  return (
    <ErrorPanel title="This page could not be read" error={{ code: error.code, message: error.message }} />
  );
}
