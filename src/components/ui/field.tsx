import type { ReactNode } from 'react';
import { words } from '../words/ui';

interface FieldProps {
  id: string;
  label: string;
  hint?: ReactNode;
  error?: string;
  optional?: boolean;
  children: ReactNode;
}

/** A labelled control with its hint and its error; the control takes `id` and `described(id)`. */
export function Field({ id, label, hint, error, optional, children }: FieldProps) {
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-label font-medium text-ink">
        {label}
        {optional && <span className="font-normal text-ink-3"> {words.optional}</span>}
      </label>
      {children}
      {hint && (
        <p id={`${id}-hint`} className="text-label text-ink-3">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="text-label font-medium text-danger">
          {error}
        </p>
      )}
    </div>
  );
}

/** The attributes that tie a control to its Field. */
export function described(id: string, error?: string) {
  return {
    id,
    'aria-describedby': error ? `${id}-error` : `${id}-hint`,
    'aria-invalid': error ? true : undefined,
  };
}

export const controlStyle =
  'coarse-target min-w-0 rounded-control border border-control bg-panel px-2.5 py-1.5 text-body text-ink hover:border-ink-3 aria-invalid:border-danger disabled:opacity-60';
