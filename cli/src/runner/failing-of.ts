import { FAILING_MOST, FAILING_NAME_MAX } from '@/contract/attempt';
import { cut } from '@/contract/cut';
import type { CheckOutcome } from '../verify/run-check';

/** The tests that a check finds broken and that were not broken before, by name; the file where a tool names no test. */
export const failingOf = ({ report }: CheckOutcome): string[] => {
  const names = (report?.findings ?? [])
    .filter(({ old }) => !old)
    .flatMap(({ test, file }) => test ?? file ?? []);
  return [...new Set(names)].slice(0, FAILING_MOST).map((name) => cut(name, FAILING_NAME_MAX));
};
