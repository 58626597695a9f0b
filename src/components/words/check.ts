import { countOf } from '../ui/format-count';

/** The words of checks: how they ended, what they found, and who answers for them. */
export const words = {
  results: {
    passed: 'Passed',
    failed: 'Failed',
    error: 'Could not run',
    timeout: 'Timed out',
    skipped: 'Skipped',
    none: 'Ran no test',
    old: 'As before',
  },
  list: {
    exit: (code: number) => `exit ${code}`,
    tests: (n: number) => countOf(n, 'test'),
    old: (n: number) => countOf(n, 'old failure'),
    flaky: 'flaky',
    output: (name: string) => `Output of ${name}`,
    before: 'stood before',
    more: (n: number) => `and ${n} more`,
  },
  view: {
    frozen: 'On the frozen commit',
    copy: 'Copy for a pull request',
    commit: 'Commit {commit}, in a clean checkout that shares nothing with the agent’s workspace.',
    nothing: 'No check has run on a commit yet',
    appears: 'They run as soon as an agent has committed.',
    round: (attempt: number, round: number) => `Attempt ${attempt}, round ${round}`,
  },
  flags: 'A person must look at',
  judged: {
    title: 'Acceptance, as a judge read the changes',
    PASSED: 'there',
    GAPS_FOUND: 'missing',
    HUMAN_NEEDED: 'for a person',
  },
  signed: 'Signed by {runner}, key {key}.',
  unsigned: 'Not signed by a runner: the word of this dashboard alone stands for it.',
};
