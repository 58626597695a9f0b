import { cutTail } from '@/contract/cut';
import { type CheckOutcome, isBroken } from '../verify/run-check';
import { failingOf } from './failing-of';

const TAIL_MAX = 2000;
const HOW: Partial<Record<CheckOutcome['status'], string>> = {
  failed: 'fails',
  error: 'cannot be run',
  timeout: 'runs out of time',
};

/** What breaks once work stands on top of a branch and of the tasks merged `before` it, for whoever has to mend it. */
export function sayCulprit(given: {
  check: CheckOutcome;
  branch: string;
  tip: string;
  before: string;
}): string {
  const { check, branch, tip, before } = given;
  const where = `On top of ${branch} at ${tip.slice(0, 10)}${before ? ` and ${before}` : ''}`;
  const how = (isBroken(check) && HOW[check.status]) || 'runs no test';
  const failing = failingOf(check)
    .slice(0, 3)
    .map((name) => `“${name}”`);
  const names = failing.length > 0 ? `: ${failing.join(', ')}` : '';
  return `${where}, the check ${check.name} ${how}${names}. Alone it had passed.\n${cutTail(check.outputTail, TAIL_MAX)}`;
}
