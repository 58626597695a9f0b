const WORDS = ['Urgent', 'High', 'Normal', 'Low', 'Lowest'] as const;

export const priorityWord = (priority: number) => WORDS[priority] ?? `Priority ${priority}`;

/** Rising bars: more for what is more urgent. */
export function PriorityGlyph({ priority }: { priority: number }) {
  const lit = 4 - Math.min(4, Math.max(0, priority));
  return (
    <svg
      viewBox="0 0 16 16"
      className="size-4 shrink-0 text-ink-2"
      role="img"
      aria-label={`Priority: ${priorityWord(priority)}`}
    >
      <title>{`Priority: ${priorityWord(priority)}`}</title>
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
