'use client';
import { type ReactNode, useId, useState } from 'react';
import { Button } from '../ui/button';
import { Input } from '../ui/controls';
import { described } from '../ui/field';
import { words as all } from '../words/settings-caps';

const words = all.field;

interface CapProps {
  label: string;
  /** Says whose it is, to screen readers alone: the row shows it to all others. */
  of?: string;
  /** Where the row names the limit already. */
  hideLabel?: boolean;
  hint?: ReactNode;
  /** What is counted, where the label does not say it. */
  unit?: string;
  value: number | null;
  /** The smallest that is taken: 1, or 0 where that means something. */
  min?: 0 | 1;
  max: number;
  /** What no limit is called; without it there must be one. */
  none?: string;
  busy: boolean;
  onSave(value: number | null): void;
}

/** A limit that is saved by itself. */
export function CapField({
  label,
  of: whose,
  hideLabel,
  hint,
  unit,
  value,
  min = 1,
  max,
  none,
  busy,
  onSave,
}: CapProps) {
  const id = useId();
  const saved = value === null ? '' : String(value);
  const [typed, setTyped] = useState(saved);
  const [of, setOf] = useState(saved);
  // someone else may have changed it meanwhile
  if (of !== saved) {
    setOf(saved);
    setTyped(saved);
  }
  const number = typed.trim() === '' ? null : Number(typed);
  const good =
    number === null ? none !== undefined : Number.isInteger(number) && number >= min && number <= max;
  const error = good ? undefined : words.range(min, max, Boolean(none));
  return (
    <form
      className="flex flex-col gap-1"
      onSubmit={(event) => {
        event.preventDefault();
        if (good && typed !== saved) onSave(number);
      }}
    >
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'text-label font-medium'}>
        {label}
        {whose && <span className="sr-only"> {whose}</span>}
        {unit && <span className="sr-only">{words.unit(unit)}</span>}
      </label>
      <div className="flex items-center gap-2">
        <Input
          {...described(id, error)}
          fit
          inputMode="numeric"
          className="w-24"
          placeholder={none}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        {unit && (
          <span className="text-label text-ink-2" aria-hidden>
            {unit}
          </span>
        )}
        {typed !== saved && (
          <>
            <Button type="submit" look="primary" size="sm" busy={busy} disabled={!good}>
              {words.save}
            </Button>
            <Button size="sm" look="quiet" onClick={() => setTyped(saved)}>
              {words.undo}
            </Button>
          </>
        )}
      </div>
      {error ? (
        <p id={`${id}-error`} className="text-label font-medium text-danger">
          {error}
        </p>
      ) : (
        <p id={`${id}-hint`} className={hint ? 'text-label text-ink-3' : 'sr-only'}>
          {hint ?? label}
        </p>
      )}
    </form>
  );
}
