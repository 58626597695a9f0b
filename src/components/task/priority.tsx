import { words } from '../words/task-status';

export const priorityWord = (priority: number) =>
  words.priority.names[priority] ?? words.priority.other(priority);

/** Four bars that rise from left to right. */
const BARS = ['M1.5 11h2.4v3h-2.4z', 'M5 8.4h2.4V14H5z', 'M8.5 5.8h2.4V14H8.5z', 'M12 3.2h2.4V14H12z'];

/** Rising bars: more for what is more urgent. */
export function PriorityGlyph({ priority }: { priority: number }) {
  const lit = 4 - Math.min(4, Math.max(0, priority));
  return (
    <svg viewBox="0 0 16 16" className="size-4 shrink-0 fill-current text-ink-2" role="img">
      <title>{words.priority.label(priorityWord(priority))}</title>
      <path d={BARS.slice(0, lit).join('')} />
      <path d={BARS.slice(lit).join('')} opacity="0.25" />
    </svg>
  );
}
