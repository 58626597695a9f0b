'use client';
import { useEffect, useRef, useState } from 'react';
import { words } from '../words/log';
import { isError } from './log-row';
import type { LogRows } from './log-rows';

const EVERY_MS = 10_000;

/** Tells screen readers now and then how much was added: every line would be noise. */
export function LogAnnouncer({ log }: { log: LogRows }) {
  const [said, setSaid] = useState('');
  const seen = useRef({ lines: 0, rows: 0 });
  useEffect(() => {
    const timer = setInterval(() => {
      const lines = log.lines.length - seen.current.lines;
      const errors = log.rows.slice(seen.current.rows).filter(isError).length;
      seen.current = { lines: log.lines.length, rows: log.rows.length };
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
