import type { ProofFlag } from '@/contract/check-run';
import type { CheckOutcome } from '../run-check';

/** Checks in which fewer tests ran than on the base commit; `removed` is how many went with good reason. */
export const fewerTests = (checks: CheckOutcome[], removed: number): ProofFlag[] =>
  checks.flatMap(({ name, testsRun, report }) => {
    const before = report?.base?.testsRun ?? 0;
    return before === 0 || (testsRun !== null && testsRun + removed >= before)
      ? []
      : [
          {
            kind: 'fewer_tests' as const,
            path: null,
            detail: `${name} ran ${testsRun ?? 'no'} tests; on the base commit it ran ${before}.`,
          },
        ];
  });
