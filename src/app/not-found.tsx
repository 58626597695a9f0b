import Link from 'next/link';

const WAYS_ON = [
  { name: 'Go to the overview', href: '/' },
  { name: 'What needs you', href: '/exceptions' },
  { name: 'All tasks', href: '/tasks' },
];

export default function NotFound() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-[56ch] flex-col justify-center gap-3 p-6">
      <h1 className="text-title font-semibold">There is nothing at this address</h1>
      <p className="text-read text-ink-2">
        It may have been deleted, or the address has a mistake. Nothing has been changed.
      </p>
      <p className="flex flex-wrap gap-x-5 gap-y-1">
        {WAYS_ON.map(({ name, href }) => (
          <Link
            key={href}
            className="inline-flex min-h-6 items-center font-medium text-accent underline"
            href={href}
          >
            {name}
          </Link>
        ))}
      </p>
    </main>
  );
}
