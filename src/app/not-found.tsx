import type { Metadata } from 'next';
import Link from 'next/link';
import { words as all } from '@/components/words/app-pages';

const words = all.nowhere;
const WAYS_ON = [
  { name: words.overview, href: '/' },
  { name: words.needsYou, href: '/exceptions' },
  { name: words.tasks, href: '/tasks' },
];

export const metadata: Metadata = { title: words.title };

export default function NotFound() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-[56ch] flex-col justify-center gap-3 p-6">
      <h1 className="text-title font-semibold">{words.title}</h1>
      <p className="text-read text-ink-2">{words.text}</p>
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
