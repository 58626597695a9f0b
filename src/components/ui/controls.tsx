import { clsx } from 'clsx';
import type { ComponentProps } from 'react';
import { controlStyle } from './field';
import { keepTyped } from './keep-typed';

interface Size {
  /** As wide as it wants or as `className` says, instead of all there is. */
  fit?: boolean;
  small?: boolean;
}
const sized = ({ fit, small }: Size) => clsx(controlStyle, !fit && 'w-full', small ? 'h-7' : 'h-8');

/** A line of text. */
export function Input({ className, fit, small, ...props }: ComponentProps<'input'> & Size) {
  return (
    <input ref={keepTyped} autoComplete="off" {...props} className={clsx(sized({ fit, small }), className)} />
  );
}

/** Several lines of text. */
export function TextArea({ className, ...props }: ComponentProps<'textarea'>) {
  return (
    <textarea
      ref={keepTyped}
      rows={4}
      {...props}
      className={clsx(controlStyle, 'w-full resize-y', className)}
    />
  );
}

/** A choice of one, by the platform's own list. */
export function Select({ className, fit, small, ...props }: ComponentProps<'select'> & Size) {
  return <select ref={keepTyped} {...props} className={clsx(sized({ fit, small }), 'pr-6', className)} />;
}

/** A box to tick, with its label. */
export function Checkbox({ label, className, ...props }: ComponentProps<'input'> & { label: string }) {
  return (
    <label className={clsx('coarse-target inline-flex min-h-6 items-center gap-2', className)}>
      <input ref={keepTyped} type="checkbox" {...props} className="size-4 accent-(--accent)" />
      {label}
    </label>
  );
}
