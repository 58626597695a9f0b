import { z } from 'zod';
import { endpoint } from './endpoint';
import { id, TaskRef, Timestamp } from './ids';

/** kept: a runner has it. requested: it was asked to make a branch of it. recovered: the branch stands. failed: see the note. */
export const RecoveryState = z.enum(['kept', 'requested', 'recovered', 'failed']);
export type RecoveryState = z.infer<typeof RecoveryState>;

const CommitId = z.string().regex(/^[0-9a-f]{40,64}$/);
const Attempt = z.number().int().min(1).max(1_000_000);

/** Unfinished work of one attempt, as a runner keeps it in a repository of its machine. */
export const KeptWork = z.object({
  attempt: z.number().int(),
  runnerId: id('runner'),
  runnerName: z.string(),
  state: RecoveryState,
  commitSha: z.string(),
  files: z.number().int().describe('How many files it changes'),
  branch: z.string().nullable().describe('Where it is, once it is recovered'),
  note: z.string().nullable().describe('Why it could not be recovered'),
  /** What does the same on that machine. */
  command: z.string(),
  keptAt: Timestamp,
  updatedAt: Timestamp,
});
export type KeptWork = z.infer<typeof KeptWork>;

export const listKeptWork = endpoint({
  name: 'listKeptWork',
  summary: 'Which attempts of a task left unfinished work, and on which runners',
  method: 'GET',
  path: '/api/tasks/:id/kept-work',
  who: 'person',
  action: 'workspace:read',
  params: z.strictObject({ id: TaskRef }),
  returns: z.array(KeptWork),
});
export const recoverWork = endpoint({
  name: 'recoverWork',
  summary: 'Ask the runner that keeps the work of an attempt to make a branch of it; nothing is overwritten',
  method: 'POST',
  path: '/api/tasks/:id/kept-work',
  who: 'person',
  action: 'task:write',
  params: z.strictObject({ id: TaskRef }),
  body: z.strictObject({ attempt: Attempt, runnerId: id('runner').optional() }),
  returns: z.array(KeptWork),
});

/** Runner side. */
export const reportKeptWork = endpoint({
  name: 'reportKeptWork',
  summary:
    'Say which unfinished work this machine keeps; what it said before and does not keep any more is forgotten',
  method: 'PUT',
  path: '/api/runner/kept-work',
  who: 'runner',
  body: z.object({
    /** false adds to what was said before. */
    whole: z.boolean(),
    kept: z
      .array(
        z.object({
          taskId: id('task'),
          attempt: Attempt,
          commitSha: CommitId,
          files: z.number().int().min(0),
          keptAt: Timestamp,
        }),
      )
      .max(1000),
  }),
  returns: z.object({ known: z.number().int() }),
});
export const takeErrands = endpoint({
  name: 'takeErrands',
  summary: 'Wait for what people ask of this machine besides tasks; the same until it is answered',
  method: 'GET',
  path: '/api/runner/errands',
  who: 'runner',
  query: z.strictObject({ waitMs: z.coerce.number().int().min(0).max(60_000).default(0) }),
  returns: z.array(
    z.object({
      taskId: id('task'),
      taskRef: z.string(),
      attempt: z.number().int(),
      commitSha: z.string(),
      projectId: id('proj'),
    }),
  ),
});
export const answerErrand = endpoint({
  name: 'answerErrand',
  summary: 'What came of the wish to recover the work of an attempt; repeatable',
  method: 'PUT',
  path: '/api/runner/errands/:id/:attempt',
  who: 'runner',
  params: z.strictObject({ id: id('task'), attempt: z.coerce.number().int().min(1) }),
  body: z.object({
    branch: z.string().max(250).nullable().describe('null where it could not be made'),
    note: z.string().max(500).nullable(),
  }),
  returns: z.object({ taken: z.literal(true) }),
});
