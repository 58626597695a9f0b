import type { Cap } from '@/contract/exception';
import { parseMoney } from '../ui/format-money';
import { words } from '../words/exception-caps';

interface Typed {
  /** Dollars. */
  budget: string;
  turns: string;
  minutes: string;
}

/** What was typed as new caps; null where nothing was, or where something is no number. Errors are by field. */
export function capOf(typed: Typed): { cap: Cap | null; errors: Partial<Record<keyof Typed, string>> } {
  const errors: Partial<Record<keyof Typed, string>> = {};
  const budgetMicros = parseMoney(typed.budget) ?? undefined;
  const maxTurns = numberIn(typed.turns);
  const minutes = numberIn(typed.minutes);
  const timeoutMs = minutes === undefined ? undefined : Math.round(minutes * 60_000);
  if (Number.isNaN(budgetMicros)) errors.budget = words.errors.budget;
  if (maxTurns !== undefined && !(Number.isInteger(maxTurns) && maxTurns >= 1 && maxTurns <= 1000))
    errors.turns = words.errors.turns;
  if (timeoutMs !== undefined && !(timeoutMs >= 10_000 && timeoutMs <= 86_400_000))
    errors.minutes = words.errors.minutes;
  const nothing = budgetMicros === undefined && maxTurns === undefined && timeoutMs === undefined;
  if (nothing || Object.keys(errors).length > 0) return { cap: null, errors };
  return { cap: { budgetMicros, maxTurns, timeoutMs }, errors };
}

const numberIn = (text: string) => (text.trim() === '' ? undefined : Number(text));
