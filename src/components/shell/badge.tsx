import { words } from '../words/shell';

/** A count that wants attention; nothing when it is zero. */
export function Badge({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <span className="grid h-4.5 min-w-4.5 place-items-center rounded-full bg-attention px-1 text-meta font-semibold text-panel">
      <span className="sr-only">, </span>
      {count > 99 ? '99+' : count}
      <span className="sr-only"> {words.waiting}</span>
    </span>
  );
}
