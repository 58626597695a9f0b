import { z } from 'zod';

/** What a look at a silent agent's process found. The first five are healthy: such an agent is left alone. */
export const Finding = z.enum([
  'model',
  'tool',
  'busy',
  'waiting',
  'output',
  'idle',
  'frozen',
  'stopped',
  'gone',
]);
export type Finding = z.infer<typeof Finding>;

/** The ladder, in its order: each step is taken only where the one before brought no sign of life. */
export const SupervisionStep = z.enum(['probe', 'nudge', 'interrupt', 'resume', 'give_up', 'recovered']);
export type SupervisionStep = z.infer<typeof SupervisionStep>;

const span = (least: number, otherwise: number, means: string) =>
  z.number().int().min(least).max(86_400_000).default(otherwise).describe(`${means}, in milliseconds`);

/** When a silent agent is looked at, and what is done with one that shows no sign of life. */
export const StallLimits = z.object({
  quietAfterMs: span(1_000, 300_000, 'Silence after which the process is looked at'),
  modelPatienceMs: span(1_000, 3_600_000, 'How long an open request to the model counts as healthy'),
  toolPatienceMs: span(1_000, 3_600_000, 'How long a running tool counts as healthy'),
  stepMs: span(500, 60_000, 'How long each step is given before the next'),
  resumes: z
    .number()
    .int()
    .min(0)
    .max(10)
    .default(2)
    .describe('How often the same session is resumed before a person is asked'),
});
export type StallLimits = z.infer<typeof StallLimits>;

/** What a project says otherwise than its workspace. */
export const StallOverrides = z.strictObject({
  quietAfterMs: StallLimits.shape.quietAfterMs.unwrap().optional(),
  modelPatienceMs: StallLimits.shape.modelPatienceMs.unwrap().optional(),
  toolPatienceMs: StallLimits.shape.toolPatienceMs.unwrap().optional(),
  stepMs: StallLimits.shape.stepMs.unwrap().optional(),
  resumes: StallLimits.shape.resumes.unwrap().optional(),
});
export type StallOverrides = z.infer<typeof StallOverrides>;

/** What happens to a task whose agent has failed. */
export const RetryPolicy = z.object({
  backOffMs: span(0, 15_000, 'The pause before the first retry; it doubles with each failure'),
  longestBackOffMs: span(0, 900_000, 'No pause is longer'),
  quotaWaitMs: span(1_000, 900_000, 'The pause where a usage limit is reached and no reset time is known'),
  sameErrorMost: z
    .number()
    .int()
    .min(2)
    .max(100)
    .default(3)
    .describe('Failures that look alike after which a person is asked'),
  lostMost: z
    .number()
    .int()
    .min(2)
    .max(100)
    .default(3)
    .describe(
      'Lost agents after which a person is asked, two already where they were on different runners; twice as many where their runner came back at once',
    ),
});
export type RetryPolicy = z.infer<typeof RetryPolicy>;
