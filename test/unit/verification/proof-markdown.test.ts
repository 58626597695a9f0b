import { expect, it } from 'vitest';
import { type ProofFacts, proofMarkdown } from '@/domain/verification/proof-markdown';

const facts: ProofFacts = {
  ref: 'TASK-7',
  title: 'Mend the total',
  acceptance: ['the total is 370'],
  sentence: 'All 1 checks passed.',
  headSha: 'abc',
  approvedSha: null,
  costMicros: 1_230_000,
  changes: { files: 2, additions: 5, deletions: 1 },
  checks: [
    {
      name: 'test',
      kind: 'test',
      argv: ['npm', 'run', 'test'],
      status: 'passed',
      exitCode: 0,
      durationMs: 5,
      testsRun: 12,
      outputTail: '',
    },
  ],
  flags: [],
  judged: [],
  receipt: null,
};

it('a pull request says what was asked, how each check ended, what changed and what it cost', () => {
  expect(proofMarkdown(facts).split('\n')).toEqual(
    expect.arrayContaining([
      'Asked for: `Mend the total`',
      '- done when `the total is 370`',
      '| `test: npm run test` | passed | 0 | 12 |  |',
      'Changes: 2 files, +5 −1',
      'Cost: $1.23',
    ]),
  );
});

it('nothing that others wrote comes to life in it', () => {
  const evil =
    '`` @everyone <img src=x onerror=alert(1)> [a](javascript:x) | b\n\n# head ![](http://x/y.png)\u202e';
  const text = proofMarkdown({
    ...facts,
    title: evil,
    acceptance: [evil],
    sentence: evil,
    headSha: evil,
    checks: [{ ...facts.checks[0]!, name: evil, argv: [evil] }],
    flags: [{ kind: 'planted', path: evil, detail: evil }],
    judged: [{ point: evil, verdict: 'PASSED', reason: evil }],
  });
  const outside = text.replaceAll(/`[^`\n]*`/g, '');
  expect(outside).not.toMatch(/[<>@[\]!`]|head|\u202e/);
  expect(
    text
      .split('\n')
      .filter((line) => line.startsWith('| `'))[0]
      ?.split('|'),
  ).toHaveLength(7);
});
