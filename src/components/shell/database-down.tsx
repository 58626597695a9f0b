'use client';
import { DatabaseZap } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { Button } from '../ui/button';
import { words } from '../words/shell-asides';

const AGAIN_MS = 5000;

/** The page while the database does not answer; it looks again by itself. */
export function DatabaseDown({ message }: { message: string }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), AGAIN_MS);
    return () => clearInterval(timer);
  }, [router]);
  return (
    <main className="mx-auto flex min-h-[70dvh] max-w-[60ch] flex-col justify-center gap-3 p-6">
      <DatabaseZap className="size-8 text-danger" aria-hidden="true" />
      <h1 className="text-title font-semibold">{words.down.title}</h1>
      <p className="text-read text-ink-2">{message}</p>
      <p className="text-read text-ink-2">{words.down.goesOn}</p>
      <p className="text-label text-ink-2">
        <code>{'DATABASE_UNAVAILABLE'}</code> ·{' '}
        <a className="underline" href="/api/health">
          {'/api/health'}
        </a>
      </p>
      <div>
        <Button onClick={() => router.refresh()}>{words.down.again}</Button>
      </div>
    </main>
  );
}
