import { clsx } from 'clsx';
import type { ComponentProps } from 'react';

/** A part that scrolls by itself: named, and within reach of the keyboard. */
export function Scroller({ label, className, ...props }: ComponentProps<'section'> & { label: string }) {
  const reachable = { tabIndex: 0, 'aria-label': label };
  return (
    <section
      {...reachable}
      {...props}
      className={clsx('overflow-auto focus-visible:-outline-offset-2', className)}
    />
  );
}
