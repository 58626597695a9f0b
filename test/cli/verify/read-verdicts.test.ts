import { expect, test } from 'vitest';
import { readVerdicts } from '../../../cli/src/verify/read-verdicts';

const ACCEPTANCE = ['It adds.', 'It subtracts.'];
const point = (point: number, more: object = {}) => ({ point, verdict: 'PASSED', reason: 'Seen.', ...more });
const verdicts = (answer: unknown) =>
  readVerdicts(typeof answer === 'string' ? answer : JSON.stringify(answer), ACCEPTANCE).map(
    (one) => one.verdict,
  );
const PERSON = ['HUMAN_NEEDED', 'HUMAN_NEEDED'];

test('a judge’s answer is one object with every point once, in any order', () => {
  const points = [point(2, { verdict: 'GAPS_FOUND', reason: 'No minus.' }), point(1)];
  expect(readVerdicts(JSON.stringify({ points }), ACCEPTANCE)).toEqual([
    { point: 'It adds.', verdict: 'PASSED', reason: 'Seen.' },
    { point: 'It subtracts.', verdict: 'GAPS_FOUND', reason: 'No minus.' },
  ]);
  expect(verdicts(`\`\`\`json\n${JSON.stringify({ points })}\n\`\`\``)).toEqual(['PASSED', 'GAPS_FOUND']);
});

test.each<[string, unknown]>([
  ['words', 'All of it is there.'],
  ['words around it', `Here: ${JSON.stringify({ points: [point(1), point(2)] })}`],
  ['a point that is missing', { points: [point(1)] }],
  ['a point twice', { points: [point(1), point(1)] }],
  ['a point too many', { points: [point(1), point(2), point(3)] }],
  ['another verdict', { points: [point(1), point(2, { verdict: 'APPROVED' })] }],
  ['no reason', { points: [point(1), point(2, { reason: ' ' })] }],
  ['more than was asked for', { points: [point(1), point(2)], merge: true }],
  ['nothing', ''],
])('%s leaves every point to a person', (_, answer) => {
  expect(verdicts(answer)).toEqual(PERSON);
});
