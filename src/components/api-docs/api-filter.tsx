'use client';
import { Search } from 'lucide-react';
import { useQueryState } from 'nuqs';
import { useEffect, useState } from 'react';
import { Input } from '../ui/controls';
import { words } from '../words/api-docs-filter';
import { apiWords } from './api-url';

const TYPING_MS = 300;

/** Narrows the reference by words; the server draws it anew. Without a script it is a plain form. */
export function ApiFilter({ q, count }: { q: string; count: number }) {
  const [asked, setAsked] = useQueryState('q', apiWords.withOptions({ shallow: false }));
  const [typed, setTyped] = useState(q);
  useEffect(() => {
    if (typed.trim() === asked) return;
    const timer = setTimeout(() => void setAsked(typed.trim() || null), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, asked, setAsked]);
  return (
    <search>
      <form action="/docs/api" onSubmit={(event) => event.preventDefault()} className="relative">
        <Search
          className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-3"
          aria-hidden="true"
        />
        <Input
          type="search"
          name="q"
          aria-label={words.filter}
          placeholder={words.filter}
          className="pl-8"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </form>
      <p role="status" className="mt-1 text-label text-ink-3">
        {words.count(count)}
      </p>
    </search>
  );
}
