'use client';
import { useEffect, useId, useRef, useState } from 'react';
import type { Cap } from '@/contract/exception';
import { useEndpoint } from '@/hooks/use-endpoint';
import { Button } from '../ui/button';
import { Input } from '../ui/controls';
import { described, Field } from '../ui/field';
import { formatMoney, parseMoney } from '../ui/format-money';
import { capOf } from './cap-of';

interface RaiseProps {
  taskRef: string;
  busy: boolean;
  onRaise(cap: Cap): void;
}

/** Asks which caps of a task are raised, and to what; what is left empty stays. */
export function RaiseCap({ taskRef, busy, onRaise }: RaiseProps) {
  const id = useId();
  const first = useRef<HTMLInputElement>(null);
  const task = useEndpoint('getTask', { params: { id: taskRef } });
  const [budget, setBudget] = useState('');
  const [turns, setTurns] = useState('');
  const [minutes, setMinutes] = useState('');
  useEffect(() => first.current?.focus(), []);
  const now = task.data;
  const { cap, errors } = capOf({ budget, turns, minutes });
  const spent = now ? `Spent ${formatMoney(now.spentMicros)}.` : '';
  const wrong =
    now && cap && cap.budgetMicros !== undefined && cap.budgetMicros <= now.spentMicros
      ? `More than the ${formatMoney(now.spentMicros)} that are spent`
      : errors.budget;
  return (
    <form
      aria-label="Raise a cap"
      className="mt-3 rounded-control border border-line bg-canvas p-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (cap && !wrong) onRaise(cap);
      }}
    >
      <div className="grid gap-3 sm:grid-cols-3">
        <Field
          id={`${id}-budget`}
          label="Budget in dollars"
          optional
          error={wrong}
          hint={
            now
              ? `Now ${now.budgetMicros === null ? 'no cap' : formatMoney(now.budgetMicros)}. ${spent}`
              : '…'
          }
        >
          <Input
            {...described(`${id}-budget`, wrong)}
            ref={first}
            inputMode="decimal"
            value={budget}
            onChange={(event) => setBudget(event.target.value)}
            placeholder={parseMoney(budget) === null ? 'as it is' : undefined}
          />
        </Field>
        <Field
          id={`${id}-turns`}
          label="Turns"
          optional
          error={errors.turns}
          hint={now ? `Now ${now.maxTurns}.` : '…'}
        >
          <Input
            {...described(`${id}-turns`, errors.turns)}
            inputMode="numeric"
            value={turns}
            placeholder="as it is"
            onChange={(event) => setTurns(event.target.value)}
          />
        </Field>
        <Field
          id={`${id}-minutes`}
          label="Minutes"
          optional
          error={errors.minutes}
          hint={now ? `Now ${now.timeoutMs / 60_000}.` : '…'}
        >
          <Input
            {...described(`${id}-minutes`, errors.minutes)}
            inputMode="decimal"
            value={minutes}
            placeholder="as it is"
            onChange={(event) => setMinutes(event.target.value)}
          />
        </Field>
      </div>
      <Button
        type="submit"
        look="primary"
        className="mt-3"
        busy={busy}
        disabled={cap === null || Boolean(wrong)}
      >
        Raise and try again
      </Button>
    </form>
  );
}
