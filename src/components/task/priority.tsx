import { words } from '../words/task-status';

export const priorityWord = (priority: number) =>
  words.priority.names[priority] ?? words.priority.other(priority);

/** Rising bars: more for what is more urgent. */
export function PriorityGlyph({ priority }: { priority: number }) {
  const label = words.priority.label(priorityWord(priority));
  const lit = 4 - Math.min(4, Math.max(0, priority));
  return (
    <svg viewBox="0 0 16 16" className="size-4 shrink-0 text-ink-2" role="img" aria-label={label}>
      <title>{label}</title>
      {[0, 1, 2, 3].map((bar) => (
        <rect
          key={bar}
          x={1.5 + bar * 3.5}
          y={11 - bar * 2.6}
          width="2.4"
          height={3 + bar * 2.6}
          rx="0.6"
          fill="currentColor"
          opacity={bar < lit ? 1 : 0.25}
        />
      ))}
    </svg>
  );
}
