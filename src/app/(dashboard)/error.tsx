'use client';
import { ErrorPanel } from '@/components/ui/error-panel';
import { words } from '@/components/words/words';

/** What a page shows when drawing it failed; the rail stays usable. */
export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <ErrorPanel
      page
      title={words.failures.drawing}
      error={{
        code: 'INTERNAL_ERROR',
        message: words.failures.unexpected,
        requestId: error.digest,
      }}
      onRetry={reset}
    />
  );
}
