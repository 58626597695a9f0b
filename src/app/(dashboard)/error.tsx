'use client';
import { ErrorPanel } from '@/components/ui/error-panel';

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
      title="This page could not be drawn"
      error={{
        code: 'INTERNAL_ERROR',
        message: 'The server met an error it did not expect. Its log has the cause under this id.',
        requestId: error.digest,
      }}
      onRetry={reset}
    />
  );
}
