import type { ExceptionType } from '@/contract/exception';
import type { Step } from './next-step';

/** What is about the work itself; all else is about machines, accounts or money, which a person can mend. */
const GIVEN_UP: ReadonlySet<ExceptionType> = new Set([
  'RETRIES_EXHAUSTED',
  'VERIFICATION_FAILED',
  'AGENT_STUCK',
]);

/** No person is asked about a step of a flow that failed at its work: the flow goes on from its failure. Pure. */
export function giveUp(step: Step): Step {
  const last = step.moves.at(-1);
  const type = step.exception?.type;
  if (last?.to !== 'NEEDS_HUMAN' || last.reason === 'agent_killed' || !type || !GIVEN_UP.has(type))
    return step;
  return { ...step, moves: [...step.moves, { to: 'FAILED', reason: last.reason }], exception: undefined };
}
