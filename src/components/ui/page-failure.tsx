'use client';
import { useRouter } from 'next/navigation';
import { words } from '../words/words';
import { ErrorPanel } from './error-panel';

/** In the place of a page that the server could not read; asks for it again. */
export function PageFailure({ error }: { error: Parameters<typeof ErrorPanel>[0]['error'] }) {
  const router = useRouter();
  return <ErrorPanel page title={words.failures.page} error={error} onRetry={() => router.refresh()} />;
}
