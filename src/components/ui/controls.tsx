import { clsx } from 'clsx';
import type { ComponentProps } from 'react';
import { controlStyle } from './field';

/** A line of text. */
export function Input({ className, ...props }: ComponentProps<'input'>) {
  return <input autoComplete="off" {...props} className={clsx(controlStyle, 'h-8', className)} />;
}

/** Several lines of text. */
export function TextArea({ className, ...props }: ComponentProps<'textarea'>) {
  return <textarea rows={4} {...props} className={clsx(controlStyle, 'resize-y', className)} />;
}

/** A choice of one, by the platform's own list. */
export function Select({ className, ...props }: ComponentProps<'select'>) {
  return <select {...props} className={clsx(controlStyle, 'h-8 pr-7', className)} />;
}

/** A box to tick, with its label. */
export function Checkbox({ label, className, ...props }: ComponentProps<'input'> & { label: string }) {
  return (
    <label className={clsx('coarse-target inline-flex min-h-6 items-center gap-2 text-body', className)}>
      <input type="checkbox" {...props} className="size-4 accent-(--accent)" />
      {label}
    </label>
  );
}
