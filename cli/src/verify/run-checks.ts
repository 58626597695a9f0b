import type { z } from 'zod';
import type { CheckSpec } from '@/contract/project';
import type { Checkout } from './checkout-place';
import { type CheckOutcome, runCheck } from './run-check';

type Spec = z.infer<typeof CheckSpec>;

export interface ChecksGiven {
  checkout: Checkout;
  /** What the checkout needs first; null: nothing. */
  setup: string[] | null;
  setupTimeoutMs: number;
  specs: Spec[];
  signal: AbortSignal;
  phase(name: string, text: string): void;
}

/** Sets a checkout up and runs checks in it. A set-up that fails is the only outcome: without it, all others would only fail for want of it. */
export async function runChecks(given: ChecksGiven): Promise<CheckOutcome[]> {
  const { checkout, setup, specs, signal, phase } = given;
  if (setup) {
    phase('checking', 'Set-up');
    const spec = { name: 'setup', kind: 'custom' as const, argv: setup, timeoutMs: given.setupTimeoutMs };
    const done = await runCheck(spec, checkout.open);
    if (done.status !== 'passed') return [done];
  }
  const checks: CheckOutcome[] = [];
  for (const spec of specs) {
    if (signal.aborted) break;
    phase('checking', `Check ${spec.name}`);
    checks.push(await runCheck(spec, checkout.place));
  }
  return checks;
}
