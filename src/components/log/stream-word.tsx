import { clsx } from 'clsx';
import type { LogStream } from '@/contract/log';
import { words } from '../words/log-rows';

/** Where a line of a log comes from, in a word; nothing for what a command wrote as its output. */
export function StreamWord({ stream, className }: { stream: LogStream; className?: string }) {
  if (stream === 'stdout') return null;
  const { word, says } = words.streams[stream];
  return (
    <span
      title={says}
      className={clsx(
        'shrink-0 font-sans text-meta select-none',
        stream === 'stderr' ? 'text-danger' : 'text-ink-3',
        className,
      )}
    >
      {word}
    </span>
  );
}
