'use client';
import { useEffect, useRef, useState } from 'react';
import { words } from '../words/log';
import { isError } from './log-row';
import type { LogRows } from './log-rows';

const EVERY_MS = 10_000;

/** Tells screen readers now and then how much was added: every line would be noise. */
export function LogAnnouncer({ log }: { log: LogRows }) {
  const [said, setSaid] = useState('');
  const seen = useRef({ line: 0, rows: 0 });
  useEffect(() => {
    // What the reader was shown at once is no news.
    seen.current = { line: log.lastLine, rows: log.rows.length };
    const timer = setInterval(() => {
      const lines = log.lastLine - seen.current.line;
      const errors = log.rows.slice(seen.current.rows).filter(isError).length;
      seen.current = { line: log.lastLine, rows: log.rows.length };
      if (lines > 0) setSaid(words.added(lines, errors));
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [log]);
  return (
    <p role="status" className="sr-only">
      {said}
    </p>
  );
}
