import { z } from 'zod';
import { cut } from './cut';
import type { Judgement } from './judge';
import type { Verdict } from './task';

/** How one acceptance point stands, as a judge read it who is not the author. */
export const JudgedPoint = z.object({
  point: z.string().max(500).describe('The acceptance point, as people wrote it'),
  verdict: z.enum(['PASSED', 'GAPS_FOUND', 'HUMAN_NEEDED']),
  reason: z.string().max(1000),
});
export type JudgedPoint = z.infer<typeof JudgedPoint>;

/** The verdict over checks and judged points together. */
export type Weighed = Omit<Judgement, 'verdict'> & { verdict: Verdict };

/**
 * What the judge's words make of a commit whose checks have passed; `acceptance` is null where nobody asks for a judge.
 * A judge can take a PASSED away and never give one: points that do not answer the acceptance, one for one, are for a person.
 */
export function weighPoints(
  judgement: Judgement,
  acceptance: string[] | null,
  points: JudgedPoint[] | undefined,
): Weighed {
  if (acceptance === null || judgement.verdict !== 'PASSED') return judgement;
  if (
    !points ||
    points.length !== acceptance.length ||
    points.some(({ point }, i) => point !== acceptance[i])
  )
    return {
      verdict: 'HUMAN_NEEDED',
      sentence: 'The checks passed, and no judge has answered for each acceptance point: a person must.',
      feedback: null,
    };
  const unsure = points.filter(({ verdict }) => verdict === 'HUMAN_NEEDED');
  if (unsure.length > 0)
    return {
      verdict: 'HUMAN_NEEDED',
      sentence: `The checks passed; a person must judge: ${list(unsure)}.`,
      feedback: null,
    };
  const gaps = points.filter(({ verdict }) => verdict === 'GAPS_FOUND');
  if (gaps.length === 0) return judgement;
  return {
    verdict: 'GAPS_FOUND',
    sentence: `The checks passed, but this is missing: ${list(gaps)}.`,
    feedback: `The checks passed. A judge who read the changes found that this is missing:\n${gaps
      .map(({ point, reason }) => `- ${point}\n  ${reason}`)
      .join('\n')}`,
  };
}

const list = (points: JudgedPoint[]) => cut(points.map(({ point }) => point).join('; '), 500);
