import { expect, it } from 'vitest';
import { outputOf } from '@/domain/flows/output-of';
import { shortenAnswer } from '../../../cli/src/runner/shorten-answer';

const LONG = 'It was a long way. '.repeat(400);
const block = (value: unknown) => `\`\`\`json\n${JSON.stringify(value)}\n\`\`\``;

it('a long answer keeps its beginning and the JSON at its end', () => {
  const kept = shortenAnswer(`${LONG}\n${block({ verdict: 'pass' })}`);
  expect(kept.length).toBeLessThanOrEqual(4000);
  expect(kept.startsWith('It was a long way.')).toBe(true);
  expect(outputOf(kept, undefined).output).toEqual({ verdict: 'pass' });
});

it('a block that the cut would leave open does not swallow the last one', () => {
  const answer = `First:\n${block({ text: LONG })}\nThen:\n${block({ n: 2 })}`;
  expect(outputOf(shortenAnswer(answer), undefined).output).toEqual({ n: 2 });
});

it('what fits stays as it is, and of what has no block that fits the beginning stays', () => {
  expect(shortenAnswer('Short.')).toBe('Short.');
  expect(shortenAnswer(LONG)).toBe(LONG.slice(0, 4000));
  const tooLarge = block({ text: LONG });
  expect(shortenAnswer(tooLarge)).toBe(tooLarge.slice(0, 4000));
});
