'use client';
import { useEffect, useId, useRef, useState } from 'react';
import type { Cap } from '@/contract/exception';
import { useEndpoint } from '@/hooks/use-endpoint';
import { Button } from '../ui/button';
import { Input } from '../ui/controls';
import { described, Field } from '../ui/field';
import { formatMoney, parseMoney } from '../ui/format-money';
import { words } from '../words/exception-caps';
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
  const wrong =
    now && cap && cap.budgetMicros !== undefined && cap.budgetMicros <= now.spentMicros
      ? words.budgetSpent(formatMoney(now.spentMicros))
      : errors.budget;
  return (
    <form
      aria-label={words.title}
      className="mt-3 rounded-control border border-line bg-canvas p-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (cap && !wrong) onRaise(cap);
      }}
    >
      <div className="grid gap-3 sm:grid-cols-3">
        <Field
          id={`${id}-budget`}
          label={words.budget}
          optional
          error={wrong}
          hint={
            now
              ? words.budgetNow(
                  now.budgetMicros === null ? null : formatMoney(now.budgetMicros),
                  formatMoney(now.spentMicros),
                )
              : '…'
          }
        >
          <Input
            {...described(`${id}-budget`, wrong)}
            ref={first}
            inputMode="decimal"
            value={budget}
            onChange={(event) => setBudget(event.target.value)}
            placeholder={parseMoney(budget) === null ? words.asIs : undefined}
          />
        </Field>
        <Field
          id={`${id}-turns`}
          label={words.turns}
          optional
          error={errors.turns}
          hint={now ? words.now(now.maxTurns) : '…'}
        >
          <Input
            {...described(`${id}-turns`, errors.turns)}
            inputMode="numeric"
            value={turns}
            placeholder={words.asIs}
            onChange={(event) => setTurns(event.target.value)}
          />
        </Field>
        <Field
          id={`${id}-minutes`}
          label={words.minutes}
          optional
          error={errors.minutes}
          hint={now ? words.now(now.timeoutMs / 60_000) : '…'}
        >
          <Input
            {...described(`${id}-minutes`, errors.minutes)}
            inputMode="decimal"
            value={minutes}
            placeholder={words.asIs}
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
        {words.raise}
      </Button>
    </form>
  );
}
