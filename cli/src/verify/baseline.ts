import type { z } from 'zod';
import type { CheckSpec } from '@/contract/project';
import type { MakeCheckout } from './checkout-place';
import type { CheckOutcome } from './run-check';
import { runChecks } from './run-checks';

type Spec = z.infer<typeof CheckSpec>;

/** How many outcomes a runner keeps in memory: many tasks begin at the same commit. */
const KEPT_MAX = 200;
const kept = new Map<string, CheckOutcome>();

/** How checks end on a base commit; each runs there once for all tasks that begin at it. */
export interface Baseline {
  outcomes(specs: Spec[]): Promise<Map<string, CheckOutcome>>;
}

/** Opens the baseline of a commit. `where` says which commands in which repository: what is the same there is run once. */
export function openBaseline(given: {
  repo: string;
  base: string;
  setup: string[] | null;
  setupTimeoutMs: number;
  makeCheckout: MakeCheckout;
  signal: AbortSignal;
  phase(name: string, text: string): void;
}): Baseline {
  const { repo, base, setup, signal } = given;
  const keyOf = (spec: Spec) => JSON.stringify([repo, base, setup, spec]);
  return {
    outcomes: async (specs) => {
      const missing = specs.filter((spec) => !kept.has(keyOf(spec)));
      if (missing.length > 0 && !signal.aborted) {
        given.phase('preparing', `Clean checkout of the base ${base.slice(0, 10)}`);
        const checkout = await given.makeCheckout(base);
        const ran = checkout ? await runChecks({ ...given, checkout, specs: missing }) : [];
        for (const [i, spec] of missing.entries()) {
          const outcome = ran[i];
          if (outcome?.name === spec.name && !signal.aborted) keep(keyOf(spec), outcome);
        }
      }
      return new Map(
        specs.flatMap((spec) => {
          const outcome = kept.get(keyOf(spec));
          return outcome ? [[spec.name, outcome] as const] : [];
        }),
      );
    },
  };
}

function keep(key: string, outcome: CheckOutcome): void {
  kept.set(key, outcome);
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT_MAX) break;
    kept.delete(oldest);
  }
}
