import type { finishAgent as contract } from '@/contract/attempt';
import { canonicalJson } from '@/contract/canonical-json';
import { cut } from '@/contract/cut';
import type { BodyOf, ReturnsOf } from '@/contract/endpoint';
import { recordOf, resultVerdict } from '@/domain/agents/result-state';
import { END_AGENT, FIND_RESULT, NOTE_COMMIT, NOTE_MERGE } from '@/domain/agents/start-agent.sql';
import { storeChange } from '@/domain/agents/store-change';
import { appendEvent } from '@/domain/events/append-event';
import { stepOfTask } from '@/domain/flows/step-of-task';
import { findLiveAgent, type LiveAgent } from '@/domain/leases/lock-live-agent';
import { PROVE_LOG } from '@/domain/logs/append-chunks.sql';
import { isWhole, type LogEnd, NO_DIGEST } from '@/domain/logs/log-state';
import { forgetTokens } from '@/domain/runners/find-token';
import { NOTE_QUOTA } from '@/domain/runners/note-quota.sql';

import { storeChecks } from '@/domain/verification/store-checks';
import { AppError } from '@/lib/errors';
import { type Fence, leaseLost } from '@/lib/fence';
import { groupCommit } from '@/lib/group-commit';
import { sha256 } from '@/lib/hash';
import { engine, inEngine, type Runs } from '@/lib/pool';
import { settleAll } from '@/lib/settle-all';
import { shared } from '@/lib/shared';
import { toJsonb } from '@/lib/to-jsonb';
import { topic } from '@/lib/wake';
import { checkCommit } from './check-commit';
import { checkReceipt } from './check-receipt';
import { settleAgent } from './settle-agent';

type Result = BodyOf<typeof contract>;

type Answer = ReturnsOf<typeof contract>;
interface Finish {
  fence: Fence;
  result: Result;
  hash: string;
  proof: Proof;
}
/** What is stored of a log, and how far it had come when that was read. */
interface Proof {
  reached: number;
  bytes: number;
  whole: boolean;
  gapless: boolean;
}
const NO_LOG: Proof = { reached: 0, bytes: 0, whole: true, gapless: true };

/**
 * Takes the result of a live agent: ends it and moves its task, in one transaction. The same result again is
 * accepted for ever, and told where the task stands. Throws LEASE_LOST, RESULT_CONFLICT, STALE_COMMIT, RECEIPT_REFUSED, or
 * LOG_INCOMPLETE (details.next) until the log is whole.
 */
export async function finishAgent(fence: Fence, result: Result): Promise<Answer> {
  const hash = sha256(canonicalJson(result)).toString('hex');
  const answer = await finishing()({ fence, result, hash, proof: await readProof(fence, result) });
  if (answer instanceof AppError) throw answer;
  return answer;
}

/** Results of one process that arrive together are one transaction. */
const finishing = () =>
  shared('finish-agents', () =>
    groupCommit<Finish, Answer | AppError>({
      name: 'finish-agents',
      maxBatch: 64,
      key: ({ fence }) => fence.agentId,
      run: (batch) => inEngine((runs) => finishAll(runs, batch)),
    }),
  );

/** First whatever may refuse a result, which writes nothing; then what the others lead to. */
async function finishAll(runs: Runs, batch: Finish[]): Promise<(Answer | AppError)[]> {
  const looked = await settleAll(batch.map((one) => asValue(lookAt(runs, one))));
  return settleAll(looked.map(async (found, i) => ('task' in found ? take(runs, found, batch[i]!) : found)));
}

/** The live agent whose result may be taken, or the answer to a repeated one; throws what refuses it. */
async function lookAt(runs: Runs, { fence, result, hash, proof }: Finish): Promise<LiveAgent | Answer> {
  const agent = await findLiveAgent(runs, fence);
  if (!agent) return repeated(runs, fence, hash);
  const log = { bytes: agent.logBytes, digest: agent.logDigest?.toString('hex') ?? NO_DIGEST };
  const logIsWhole = isWhole(log, { bytes: result.logBytes, digest: result.logDigest });
  const verdict = resultVerdict(true, null, { hash, logIsWhole });
  // The end of the log may have come after the proof was read.
  if (verdict === 'incomplete' || proof.reached < log.bytes) throw incomplete(log, result);
  if (!proof.whole || !proof.gapless || proof.bytes !== log.bytes) throw unlike();
  checkCommit(agent, result);
  await checkReceipt(runs, agent, result);
  return agent;
}

const asValue = <T>(work: Promise<T>): Promise<T | AppError> =>
  work.catch((error) => {
    if (error instanceof AppError) return error;
    throw error;
  });

async function take(runs: Runs, agent: LiveAgent, { result, hash }: Finish): Promise<Answer> {
  await end(runs, agent, result, hash);
  const taskStatus = await settleAgent(runs, {
    agent,
    outcome: result.outcome,
    reason: result.reason,
    message: result.message,
    quotaMs: await noteQuota(runs, agent, result),
    hasCommit: result.headSha !== null && result.headSha !== result.baseSha,
    headSha: result.headSha,
    checks: agent.kind === 'verify' ? result.checks : null,
    flags: result.flags,
    judged: result.judged,
  });
  runs.wakes.add(topic.log(agent.id));
  return { accepted: true, taskStatus };
}

/** A usage limit holds every agent of the account: its runner gets no work until then. Answers in how many ms. */
async function noteQuota(runs: Runs, agent: LiveAgent, result: Result): Promise<number | null> {
  if (result.reason !== 'provider_quota' || !result.quotaUntil) return null;
  await runs.query(NOTE_QUOTA, [agent.workspaceId, agent.runnerId, result.quotaUntil]);
  forgetTokens();
  appendEvent(runs, {
    workspaceId: agent.workspaceId,
    type: 'runner.updated',
    actor: `agent:${agent.id}`,
    runnerId: agent.runnerId,
    payload: { quotaUntil: result.quotaUntil },
  });
  return Date.parse(result.quotaUntil) - Date.now();
}

async function repeated(runs: Runs, { agentId }: Fence, hash: string): Promise<Answer> {
  const [known] = await runs.query(FIND_RESULT, [agentId]);
  const verdict = resultVerdict(false, known?.result_hash ?? null, { hash, logIsWhole: true });
  if (verdict === 'lost') throw leaseLost();
  if (verdict === 'conflict')
    throw new AppError(
      'RESULT_CONFLICT',
      'This agent has already given another result. The first one stands.',
    );
  return { accepted: true, taskStatus: known.task_status };
}

const incomplete = (log: LogEnd, { logBytes }: Result) =>
  new AppError(
    'LOG_INCOMPLETE',
    `The log has come to byte ${log.bytes} of ${logBytes}. Send the rest, then the result again.`,
    { details: { next: log.bytes, digest: log.digest } },
  );

/** Reads the whole stored log again: what was acknowledged must be there. Before any lock, as it may take long. */
async function readProof({ agentId, tokenHash }: Fence, { logBytes }: Result): Promise<Proof> {
  if (logBytes === 0) return NO_LOG;
  const [proof] = await engine.query<Proof>(PROVE_LOG, [agentId, tokenHash, logBytes]);
  return proof ?? NO_LOG;
}

const unlike = () =>
  new AppError(
    'INTERNAL_ERROR',
    'The stored log does not match what was acknowledged; the result is not taken. The request id finds the details in the server’s log.',
  );

async function end(runs: Runs, agent: LiveAgent, result: Result, hash: string): Promise<void> {
  const { workspaceId, taskId, id } = agent;
  const record = recordOf(agent.kill !== null, result);
  const { patch: _patch, ...facts } = result.changes ?? { patch: '' };
  const ended = runs.each(END_AGENT, [
    workspaceId,
    id,
    record.status,
    record.reason,
    result.headSha,
    hash,
    toJsonb({ ...result, changes: facts, checks: undefined }),
    JSON.stringify(result.usage),
  ]);
  runs.unread(ended);
  if (result.changes) await storeChange(runs, { workspaceId, agentId: id }, result.changes);
  // A merge that had to lay the work over a new base has proven that commit itself.
  const proven = agent.kind === 'merge' ? (result.provenSha ?? result.mergedSha) : result.headSha;
  if (agent.kind === 'verify' || (agent.kind === 'merge' && result.checks.length > 0)) {
    const run = { workspaceId, taskId, agentId: id, commitSha: proven, round: null };
    await storeChecks(runs, run, result.checks);
  }
  if (agent.kind === 'work' && result.outcome === 'succeeded' && result.headSha && !agent.kill)
    runs.unread(
      runs.each(NOTE_COMMIT, [workspaceId, taskId, result.baseSha, result.headSha, agent.runnerId]),
    );
  if (agent.kind === 'merge' && result.outcome === 'succeeded')
    await runs.query(NOTE_MERGE, [workspaceId, taskId, result.mergedSha]);
  appendEvent(runs, {
    workspaceId,
    type: 'agent.ended',
    actor: `agent:${id}`,
    taskId,
    agentId: id,
    runnerId: agent.runnerId,
    payload: {
      kind: agent.kind,
      outcome: result.outcome,
      reason: result.reason,
      message: cut(result.message, 500),
      ...filesOf(agent, result),
      ...(agent.task.inFlow && (await stepOfTask(runs, { workspaceId, taskId }))),
    },
  });
}

/** Paths that the event of an end repeats; the agent's changes have all of them. */
const SHOWN = 20;

function filesOf({ kind }: LiveAgent, { changes }: Result): { files?: string[] } {
  if (kind !== 'work' || !changes || changes.files.length === 0) return {};
  return { files: changes.files.slice(0, SHOWN).map(({ path }) => path) };
}
