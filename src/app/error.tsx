'use client';
import { words } from '@/components/words/app-error';

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
      <h1 className="text-title font-semibold">{words.title}</h1>
      <p className="text-read text-ink-2">{error.digest ? words.causeUnder : words.cause}</p>
      {error.digest && <code>{error.digest}</code>}
      <p>
        <button type="button" className="font-medium text-accent underline" onClick={reset}>
          {words.tryAgain}
        </button>
      </p>
    </main>
  );
}
