import { clsx } from 'clsx';
import type { ReactNode } from 'react';

export type Tone = 'neutral' | 'active' | 'attention' | 'review' | 'success' | 'danger';

const tinted: Record<Tone, string> = {
  neutral: 'bg-tint-neutral text-neutral',
  active: 'bg-tint-active text-active',
  attention: 'bg-tint-attention text-attention',
  review: 'bg-tint-review text-review',
  success: 'bg-tint-success text-success',
  danger: 'bg-tint-danger text-danger',
};

export const toneText: Record<Tone, string> = {
  neutral: 'text-neutral',
  active: 'text-active',
  attention: 'text-attention',
  review: 'text-review',
  success: 'text-success',
  danger: 'text-danger',
};

/** A small tinted label. The word says it; the colour repeats it. */
export function Chip({
  tone = 'neutral',
  children,
  className,
  title,
}: {
  tone?: Tone;
  children: ReactNode;
  className?: string;
  title?: string;
}) {
  return (
    <span
      title={title}
      className={clsx(
        'forced-border inline-flex h-5 items-center gap-1 rounded-full px-2 text-meta font-medium whitespace-nowrap',
        tinted[tone],
        className,
      )}
    >
      {children}
    </span>
  );
}
