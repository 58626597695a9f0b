import { z } from 'zod';
import { endpoint } from './endpoint';
import { id, TaskRef, Timestamp } from './ids';
import { JudgedPoint } from './judged';
import { CheckKind } from './project';
import { Verdict } from './task';

/** none: the command ran but executed no test. */
export const CheckStatus = z.enum(['passed', 'failed', 'error', 'timeout', 'skipped', 'none']);
export type CheckStatus = z.infer<typeof CheckStatus>;

/** One thing that a check found wrong, as its tool told it. */
export const Finding = z.object({
  /** From the root of the repository, where it lies inside. */
  file: z.string().max(500).nullable(),
  line: z.int32().min(1).nullable(),
  rule: z.string().max(200).nullable(),
  /** The name of the test that failed. */
  test: z.string().max(300).nullable(),
  message: z.string().max(500),
  old: z.boolean().describe('It stood at the base commit already'),
});
export type Finding = z.infer<typeof Finding>;

/** What was read out of a check's output, and how it compares with the base commit. */
export const CheckReport = z.object({
  findings: z.array(Finding).max(100),
  failures: z.int32().min(0).describe('How many there are, also those that are not listed'),
  old: z.int32().min(0).describe('How many of them stood at the base commit'),
  flaky: z.boolean().describe('It failed, and passed on the same commit in another clean checkout'),
  /** The same check on the base commit; null where it did not have to run. */
  base: z
    .object({
      status: CheckStatus,
      testsRun: z.int32().min(0).nullable(),
      failures: z.int32().min(0),
      listed: z.int32().min(0).describe('How many of its failures could be told apart'),
    })
    .nullable(),
  digest: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('SHA-256 of everything it printed'),
});
export type CheckReport = z.infer<typeof CheckReport>;

/** Something about the work itself that checks alone cannot answer for: a person decides. */
export const ProofFlag = z.object({
  kind: z.enum([
    'test_deleted',
    'test_weakened',
    'test_skipped',
    'test_hollow',
    'expectation_changed',
    'fewer_tests',
    'rules_edited',
    'rule_suppressed',
    'test_aware',
    'planted',
    'empty',
  ]),
  path: z.string().max(500).nullable(),
  detail: z.string().max(500),
});
export type ProofFlag = z.infer<typeof ProofFlag>;

export const CheckResult = z.object({
  name: z.string().min(1).max(60),
  kind: CheckKind,
  argv: z.array(z.string().max(2000)).max(64),
  status: CheckStatus,
  exitCode: z.int32().nullable(),
  durationMs: z.int32().min(0),
  /** Number of tests that ran, where the output tells. */
  testsRun: z.int32().min(0).nullable(),
  outputTail: z.string().max(20_000),
  report: CheckReport.optional().describe('Missing where an older runner ran it'),
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

/** A receipt as it is shown: who signed it, by which key. */
export const Receipt = z.object({
  jws: z.string().describe('Compact JWS (EdDSA); its claims are what was proven, as canonical JSON'),
  runnerId: id('runner'),
  runnerName: z.string(),
  key: z.string().describe('The public key (aok_…) that it is signed with'),
  fingerprint: z.string().describe('Of that key, for people to compare'),
  at: Timestamp.describe('By the clock of the runner'),
});
export type Receipt = z.infer<typeof Receipt>;

export const Proof = z.object({
  verdict: Verdict.nullable(),
  sentence: z.string(),
  headSha: z.string().nullable(),
  checks: z.array(CheckRun),
  flags: z.array(ProofFlag),
  judged: z
    .array(JudgedPoint)
    .describe('What a judge found of each acceptance point; empty where none was asked'),
  receipt: Receipt.nullable().describe(
    'What the runner signed of these checks; null where it signed nothing',
  ),
  rounds: z.array(CheckRun),
  markdown: z
    .string()
    .describe('All of it as the text of a pull request; what others wrote stands in it as code'),
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
