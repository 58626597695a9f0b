import Link from 'next/link';

export default function NotFound() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-[56ch] flex-col justify-center gap-3 p-6">
      <h1 className="text-title font-semibold">There is nothing at this address</h1>
      <p className="text-read text-ink-2">
        It may have been deleted, or the address has a mistake. Nothing has been changed.
      </p>
      <p>
        <Link className="font-medium text-accent underline" href="/">
          Go to the overview
        </Link>
      </p>
    </main>
  );
}
