import { z } from 'zod';
import { cut } from '@/contract/cut';
import { JudgedPoint } from '@/contract/judged';

const Answer = z.strictObject({
  points: z.array(
    z.strictObject({
      point: z.number().int().min(1),
      verdict: JudgedPoint.shape.verdict,
      reason: z.string().trim().min(1).max(1000),
    }),
  ),
});

/**
 * What a judge answered of each acceptance point, in their order. Anything but the one JSON object that was asked for, with
 * every point once, leaves all of them to a person.
 */
export function readVerdicts(answer: string, acceptance: string[]): JudgedPoint[] {
  const read = Answer.safeParse(parse(answer)).data?.points ?? [];
  const sorted = read.toSorted((a, b) => a.point - b.point);
  if (sorted.length !== acceptance.length || sorted.some(({ point }, i) => point !== i + 1))
    return unjudged(acceptance, 'The judge did not answer in the form that was asked for.');
  return acceptance.map((point, i) => {
    const { verdict, reason } = sorted[i]!;
    return { point, verdict, reason };
  });
}

/** Every point left to a person, and why. */
export const unjudged = (acceptance: string[], reason: string): JudgedPoint[] =>
  acceptance.map((point) => ({ point, verdict: 'HUMAN_NEEDED', reason: cut(reason, 1000) }));

function parse(answer: string): unknown {
  try {
    return JSON.parse(/^```(?:json)?\n([\s\S]*)\n```$/.exec(answer.trim())?.[1] ?? answer);
  } catch {
    return null;
  }
}
