'use client';
import { useState } from 'react';
import { formatBytes } from '../ui/format-count';
import { words } from '../words/log-rows';
import { Marked } from './ansi-text';

const CLIP = 4000;

/** A long text, cut until someone wants the rest. */
export function Clipped({ text, wanted }: { text: string; wanted: string }) {
  const [whole, setWhole] = useState(false);
  if (whole || text.length <= CLIP + 200) return <Marked text={text} wanted={wanted} />;
  return (
    <>
      <Marked text={text.slice(0, CLIP)} wanted={wanted} />
      <button
        type="button"
        onClick={() => setWhole(true)}
        className="mt-1 block min-h-6 font-sans text-label font-medium text-accent hover:underline"
      >
        {words.more(formatBytes(text.length - CLIP))}
      </button>
    </>
  );
}
