import { z } from 'zod';
import { Usage } from './agent';
import { CheckResult, ProofFlag } from './check-run';
import { endpoint } from './endpoint';
import { Subject } from './exception';
import { id, Timestamp } from './ids';
import { JudgedPoint } from './judged';
import { AgentMessage } from './message';
import { LOG_CHUNK_MAX, LOG_INFLATED_MAX } from './protocol';
import { RECEIPT_MAX } from './receipt';
import { CommitChanges, EngineName } from './task';

/** What a live agent sends: every call carries its own token and is fenced by (agent id, attempt). */
const params = z.strictObject({ id: id('agent') });

/** run: go on. pause: stand still at the next step until told to run. cancel: stop, flush, report. */
export const Desired = z.enum(['run', 'pause', 'cancel']);
export type Desired = z.infer<typeof Desired>;

export const startAgent = endpoint({
  name: 'startAgent',
  summary: 'The work has begun',
  method: 'POST',
  path: '/api/runner/agents/:id/start',
  who: 'agent',
  params,
  body: z.object({
    engine: z.union([EngineName, z.literal('runner')]),
    engineVersion: z.string().max(60).nullable(),
    engineSessionId: z.string().max(100).nullable(),
    resumedAttempt: z.int32().nullable().default(null).describe('The attempt whose session goes on'),
    model: z.string().max(100).nullable(),
    sandbox: z.string().max(60),
    billing: z.enum(['subscription', 'api', 'none']),
    branch: z.string().max(250).nullable(),
    baseSha: z.string().max(64).nullable(),
  }),
  returns: z.object({ desired: Desired }),
});

export const heartbeat = endpoint({
  name: 'heartbeat',
  summary: 'Renew the lease',
  method: 'POST',
  path: '/api/runner/agents/:id/heartbeat',
  who: 'agent',
  params,
  body: z.object({
    seq: z.number().int().min(0),
    phase: z.string().max(40),
    activity: z.string().max(200).nullable(),
    usage: Usage.nullable(),
    paused: z.boolean().default(false).describe('It stands still, as a person wished'),
  }),
  returns: z.object({ desired: Desired, leaseTtlMs: z.number().int() }),
});

const Appended = z.object({ next: z.number().int(), duplicate: z.boolean(), desired: Desired });

/** Body: frames `[u32 length][u8 stream][i64 milliseconds][bytes]`, big endian; the high bit of stream says "continues". */
export const appendLogs = endpoint({
  name: 'appendLogs',
  summary: 'Append log frames at an offset; repeatable by offset and digest (header AO-SHA256)',
  method: 'PUT',
  path: '/api/runner/agents/:id/logs',
  who: 'agent',
  params,
  query: z.strictObject({ off: z.coerce.number().int().min(0) }),
  body: 'bytes',
  maxBody: LOG_CHUNK_MAX,
  maxInflated: LOG_INFLATED_MAX,
  returns: Appended,
});
export const appendLateLogs = endpoint({
  name: 'appendLateLogs',
  summary: 'Append log frames of an agent that ended without a result within a day; changes nothing else',
  method: 'PUT',
  path: '/api/runner/agents/:id/logs/late',
  who: 'runner',
  params,
  query: z.strictObject({ off: z.coerce.number().int().min(0) }),
  body: 'bytes',
  maxBody: LOG_CHUNK_MAX,
  maxInflated: LOG_INFLATED_MAX,
  returns: Appended,
});
export const logState = endpoint({
  name: 'logState',
  summary: 'How far the log has come, for resuming',
  method: 'GET',
  path: '/api/runner/agents/:id/logs/state',
  who: 'agent',
  params,
  returns: z.object({ next: z.number().int(), digest: z.string() }),
});

export const reportChecks = endpoint({
  name: 'reportChecks',
  summary: 'Results of one round of checks inside the session',
  method: 'POST',
  path: '/api/runner/agents/:id/checks',
  who: 'agent',
  params,
  body: z.object({ round: z.number().int().min(0).max(100), checks: z.array(CheckResult).max(50) }),
  returns: z.object({ desired: Desired }),
});

export const HeldBy = z.object({
  path: z.string(),
  taskRef: z.string(),
  taskTitle: z.string(),
  pattern: z.string(),
});
export type HeldBy = z.infer<typeof HeldBy>;

export const requestLocks = endpoint({
  name: 'requestLocks',
  summary: 'Extend the task’s file locks, all or nothing, never waiting',
  method: 'POST',
  path: '/api/runner/agents/:id/locks',
  who: 'agent',
  params,
  body: z.object({
    paths: z.array(z.string().min(1).max(512)).min(1).max(64),
    onlyAsk: z.boolean().default(false).describe('Nothing is locked; who holds them is said all the same'),
  }),
  returns: z.object({ granted: z.boolean(), heldBy: z.array(HeldBy) }),
});

export const askQuestion = endpoint({
  name: 'askQuestion',
  summary: 'The agent asks a person something; repeatable by its id',
  method: 'POST',
  path: '/api/runner/agents/:id/questions',
  who: 'agent',
  params,
  body: z.object({
    questionId: z.uuid(),
    kind: z.enum(['question', 'permission']),
    title: z.string().min(1).max(200),
    body: z.string().max(10_000),
    options: z
      .array(
        z.object({
          id: z.string().min(1).max(60),
          label: z.string().min(1).max(200),
          consequence: z.string().max(500),
        }),
      )
      .max(9),
    subject: Subject.optional().describe('What it is about, exactly; absent where something was left out'),
  }),
  returns: z.object({ exceptionId: id('exc'), ref: z.string() }),
});
export const takeAnswer = endpoint({
  name: 'takeAnswer',
  summary: 'Wait for the answer to a question',
  method: 'GET',
  path: '/api/runner/agents/:id/questions/:questionId',
  who: 'agent',
  params: z.strictObject({ id: id('agent'), questionId: z.uuid() }),
  query: z.strictObject({ waitMs: z.coerce.number().int().min(0).max(60_000).default(0) }),
  returns: z.object({
    answered: z.boolean(),
    option: z.string().nullable(),
    text: z.string().nullable(),
    desired: Desired,
  }),
});

export const takeMessages = endpoint({
  name: 'takeMessages',
  summary: 'What people say to the task’s agent and no model has seen; held until there is something new',
  method: 'GET',
  path: '/api/runner/agents/:id/messages',
  who: 'agent',
  params,
  query: z.strictObject({
    after: z.coerce.number().int().min(0).default(0),
    waitMs: z.coerce.number().int().min(0).max(60_000).default(0),
  }),
  returns: z.object({ messages: z.array(AgentMessage), desired: Desired }),
});
export const noteMessages = endpoint({
  name: 'noteMessages',
  summary: 'Which messages the engine has, and which the model has seen; repeatable',
  method: 'POST',
  path: '/api/runner/agents/:id/messages',
  who: 'agent',
  params,
  body: z.object({ delivered: z.array(z.uuid()).max(1000), seen: z.array(z.uuid()).max(1000) }),
  returns: z.object({ desired: Desired }),
});

export const Outcome = z.enum(['succeeded', 'failed', 'cancelled', 'released', 'timeout']);
export type Outcome = z.infer<typeof Outcome>;

/** Why an agent did not succeed: stable codes, each with a sentence in the documentation. */
export const FailureReason = z.enum([
  'no_result',
  'process_crash',
  'preexec_failed',
  'setup_failed',
  'claude_missing',
  'claude_not_logged_in',
  'claude_version_unsupported',
  'provider_auth',
  'provider_quota',
  'provider_overloaded',
  'provider_network',
  'budget_exhausted',
  'turns_exhausted',
  'timeout',
  'stalled',
  'permission_denied',
  'lock_escape',
  'repo_missing',
  'repo_not_allowed',
  'refused',
  'repo_bare',
  'repo_empty',
  'repo_dirty',
  'base_missing',
  'checks_failed',
  'output_missing',
  'output_invalid',
  'merge_moved',
  'merge_conflict',
  'cancelled',
  'released',
  'restarted',
  'disk_full',
  'unknown',
]);
export type FailureReason = z.infer<typeof FailureReason>;

/** How many tests a merge that failed names, and how long a name may be. */
export const FAILING_MOST = 20;
export const FAILING_NAME_MAX = 300;

/** The longest result, in bytes of its JSON. */
export const RESULT_MAX = 4 * 1024 * 1024;

export const finishAgent = endpoint({
  name: 'finishAgent',
  summary: 'The result; accepted once, repeatable by content, refused until the log is complete',
  method: 'PUT',
  path: '/api/runner/agents/:id/result',
  who: 'agent',
  params,
  maxBody: RESULT_MAX,
  body: z.object({
    outcome: Outcome,
    reason: FailureReason.nullable(),
    /** One or two sentences for people. */
    message: z.string().max(4000),
    /** With provider_quota: when the provider says that there is some again. */
    quotaUntil: Timestamp.nullable().default(null),
    baseSha: z.string().max(64).nullable(),
    headSha: z.string().max(64).nullable(),
    mergedSha: z.string().max(64).nullable(),
    /** With a merge: the commit that the checks ran on, where others were proven together with it. */
    provenSha: z.string().max(64).optional(),
    /** With a merge that broke what it was laid over: the tests that fail there. */
    failing: z.array(z.string().max(FAILING_NAME_MAX)).max(FAILING_MOST).optional(),
    changes: CommitChanges.nullable(),
    /** Of a verify agent: the authoritative runs on the frozen commit. */
    checks: z.array(CheckResult).max(50),
    /** Of a verify agent: what only a person may let in. */
    flags: z.array(ProofFlag).max(100).optional(),
    /** Of a verify agent that was to ask a judge: each acceptance point, in their order. */
    judged: z.array(JudgedPoint).max(50).optional(),
    /** Of a verify or merge agent: what it proved, signed by the key of its runner. */
    receipt: z.string().max(RECEIPT_MAX).optional(),
    usage: Usage,
    logBytes: z.number().int().min(0),
    logDigest: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  returns: z.object({ accepted: z.literal(true), taskStatus: z.string() }),
});
