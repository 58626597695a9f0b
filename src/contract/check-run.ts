import { z } from 'zod';
import { endpoint } from './endpoint';
import { id, TaskRef, Timestamp } from './ids';
import { CheckKind } from './project';
import { Verdict } from './task';

/** none: the command ran but executed no test. */
export const CheckStatus = z.enum(['passed', 'failed', 'error', 'timeout', 'skipped', 'none']);
export type CheckStatus = z.infer<typeof CheckStatus>;

export const CheckResult = z.object({
  name: z.string().min(1).max(60),
  kind: CheckKind,
  argv: z.array(z.string().max(2000)).max(64),
  status: CheckStatus,
  exitCode: z.number().int().nullable(),
  durationMs: z.number().int().min(0),
  /** Number of tests that ran, where the output tells. */
  testsRun: z.number().int().min(0).nullable(),
  outputTail: z.string().max(20_000),
});
export type CheckResult = z.infer<typeof CheckResult>;

export const CheckRun = CheckResult.extend({
  id: id('check'),
  agentId: id('agent'),
  attempt: z.number().int(),
  commitSha: z.string().nullable(),
  round: z.number().int().nullable().describe('null: the authoritative run on the frozen commit'),
  createdAt: Timestamp,
});
export type CheckRun = z.infer<typeof CheckRun>;

export const Proof = z.object({
  verdict: Verdict.nullable(),
  sentence: z.string(),
  headSha: z.string().nullable(),
  checks: z.array(CheckRun),
  rounds: z.array(CheckRun),
});
export type Proof = z.infer<typeof Proof>;

export const getProof = endpoint({
  name: 'getProof',
  summary: 'What proves the task: the checks on its frozen commit, and the rounds before',
  method: 'GET',
  path: '/api/tasks/:id/proof',
  who: 'person',
  action: 'workspace:read',
  params: z.strictObject({ id: TaskRef }),
  returns: Proof,
});
