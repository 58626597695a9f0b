/** The product's mark: two runners, and what waits for you above them. */
export function Mark() {
  return (
    <svg viewBox="0 0 24 24" className="size-6 shrink-0" aria-hidden="true">
      <rect width="24" height="24" rx="6" fill="var(--ink)" />
      <path
        d="M6.5 16.5a5.5 5.5 0 0 1 11 0"
        fill="none"
        stroke="var(--panel)"
        strokeWidth="1.75"
        strokeLinecap="round"
      />
      <circle cx="6.5" cy="16.5" r="2.1" fill="var(--panel)" />
      <circle cx="17.5" cy="16.5" r="2.1" fill="var(--panel)" />
      <circle cx="12" cy="7.5" r="2.4" fill="var(--panel)" />
    </svg>
  );
}
