import { median } from './median';
import type { Result } from './result';

interface Comparison {
  name: string;
  unit: string;
  goal?: string;
  /** One value a round, in the order of the rounds. */
  ours: number[];
  reference: number[];
  note?: string;
}

/** Paired rounds as one result: the median of their ratios counts, for a noisy moment disturbs both sides of its round. */
export function compare({ name, unit, goal, ours, reference, note }: Comparison): Result {
  const ratios = ours.map((value, round) => value / reference[round]!);
  const ratio = median(ratios);
  return {
    name,
    ours: median(ours),
    reference: median(reference),
    unit,
    ratio,
    spread: [Math.min(...ratios), Math.max(...ratios)],
    goal: goal ?? null,
    met: goal ? meets(ratio, goal) : null,
    note,
  };
}

/** A figure that stands alone: the median of its rounds. */
export const alone = (name: string, unit: string, goal: string | null, values: number[]): Result =>
  single(name, unit, goal, median(values));

/** A figure that stands alone, the sum over all rounds of something that should not happen. */
export const count = (name: string, goal: string, values: number[]): Result =>
  single(
    name,
    '',
    goal,
    values.reduce((a, b) => a + b, 0),
  );

const single = (name: string, unit: string, goal: string | null, ours: number): Result => ({
  name,
  ours,
  reference: null,
  unit,
  ratio: null,
  spread: null,
  goal,
  met: goal ? meets(ours, goal) : null,
});

/** A comparison that could not be made here, with the reason: it is said, never skipped silently. */
export const notMeasured = (name: string, unit: string, why: string, goal?: string): Result => ({
  name,
  ours: null,
  reference: null,
  unit,
  ratio: null,
  spread: null,
  goal: goal ?? null,
  met: null,
  note: `not measured: ${why}`,
});

function meets(value: number, goal: string): boolean {
  const [, sign, number] = goal.match(/^(>=|<=|=)([\d.]+)$/) ?? [];
  if (!sign) throw new Error(`"${goal}" is not a goal`);
  if (sign === '>=') return value >= Number(number);
  return sign === '<=' ? value <= Number(number) : value === Number(number);
}
