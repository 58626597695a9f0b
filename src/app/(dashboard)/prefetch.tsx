import { randomUUID } from 'node:crypto';
import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import { notFound, redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { callHere } from '@/api/call-here';
import { AccountFrame } from '@/components/account/account-frame';
import {
  DatabaseDownInstead,
  NoWorkspaceInstead,
  SignInInstead,
} from '@/components/account/instead-of-pages';
import { PageFailure } from '@/components/ui/page-failure';
import { getInstallation } from '@/contract/account';
import type { AnyEndpoint } from '@/contract/endpoint';
import type { ErrorBody } from '@/contract/errors';
import { queryKey } from '@/hooks/query-key';
import { problem } from '@/http/problem';
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
  const failures = await Promise.all(wants.map((want) => fill(client, want, whole)));
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
  return callHere(endpoint as never, { params } as never).then(
    (answer) => answer as T,
    () => null,
  );
}

type Failed = ErrorBody['error'];
/** Who is not let in sees nothing of the dashboard, not even its frame. */
const WHOLE: Failed['code'][] = ['UNAUTHORIZED', 'FORBIDDEN'];

async function fill(client: QueryClient, want: Want, whole?: boolean): Promise<Failed | null> {
  const { endpoint, params, query, pages, needed } = want;
  const ask = { params, query };
  try {
    const answer: unknown = await callHere(endpoint as never, ask as never);
    const key = queryKey(endpoint.name, ask);
    if (pages) client.setQueryData([...key, 'pages'], { pages: [answer], pageParams: [undefined] });
    else client.setQueryData(key, answer);
    return null;
  } catch (error) {
    const failed = inWords(error);
    return needed || (whole && WHOLE.includes(failed.code)) || failed.code === 'DATABASE_UNAVAILABLE'
      ? failed
      : null;
  }
}

/** A failure as the API would answer it: pages and API say the same about the same thing. */
function inWords(error: unknown): Failed {
  // a ref or id that cannot be one names nothing
  const known = error instanceof z.ZodError ? new AppError('NOT_FOUND', 'There is nothing here.') : error;
  const { body } = problem(known, `req_${randomUUID().replaceAll('-', '')}`);
  return (JSON.parse(String(body)) as ErrorBody).error;
}

async function Failure({ error, whole }: { error: Failed; whole?: boolean }) {
  if (whole && error.code === 'UNAUTHORIZED') {
    const installation = await callHere(getInstallation);
    if (installation.wantsOwner) redirect('/welcome');
    return (
      <AccountFrame>
        <SignInInstead installation={installation} />
      </AccountFrame>
    );
  }
  if (whole && error.code === 'FORBIDDEN')
    return <NoWorkspaceInstead message={error.message} unverified={error.details?.unverified === true} />;
  if (error.code === 'NOT_FOUND') notFound();
  if (whole && error.code === 'DATABASE_UNAVAILABLE') return <DatabaseDownInstead message={error.message} />;
  return <PageFailure error={error} />;
}
