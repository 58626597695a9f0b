'use client';

/** The last resort, when even the shell could not be drawn. */
export default function RootError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <main className="mx-auto flex min-h-dvh max-w-[56ch] flex-col justify-center gap-3 p-6">
      <h1 className="text-title font-semibold">The page could not be drawn</h1>
      <p className="text-read text-ink-2">
        The server met an error it did not expect. Its log has the cause
        {error.digest ? ' under this id:' : '.'}
      </p>
      {error.digest && <code>{error.digest}</code>}
      <p>
        <button type="button" className="font-medium text-accent underline" onClick={reset}>
          Try again
        </button>
      </p>
    </main>
  );
}
