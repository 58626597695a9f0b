import type { Control } from './control';
import { modelTotals } from './parse-line';
import type { UsageLedger } from './usage-ledger';

const EVERY_MS = 10_000;
const PATIENCE_MS = 5_000;

/**
 * Lets the client itself say what it has used in the middle of a long turn: messages carry tokens but no price.
 * Call the returned function as messages come; it asks at most every ten seconds, and no more once it was refused.
 */
export function createUsagePoll(control: Control, ledger: UsageLedger, changed: () => void): () => void {
  let last = Date.now();
  let refused = false;
  return () => {
    if (refused || Date.now() - last < EVERY_MS) return;
    last = Date.now();
    control.request('get_usage', {}, PATIENCE_MS).then(
      ({ session }) => {
        const totals = modelTotals((session as { model_usage?: unknown } | undefined)?.model_usage);
        if (totals.length > 0) ledger.totals(totals);
        changed();
      },
      () => {
        refused = true;
      },
    );
  };
}
