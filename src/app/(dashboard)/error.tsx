'use client';
import { ErrorPanel } from '@/components/ui/error-panel';
import { words } from '@/components/words/words';

/** What a page shows when drawing it failed; the rail stays usable. */
/** A part of the page that the server no longer has: it was begun anew with another build since the page was loaded. */
const isOutdated = (error: Error) => error.name === 'ChunkLoadError';

export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  if (isOutdated(error))
    return (
      <ErrorPanel
        page
        title={words.failures.outdated}
        error={{ message: words.failures.loadAnew }}
        onRetry={() => window.location.reload()}
      />
    );
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
