import type { Desired } from '@/contract/attempt';
import type { AgentKind, RiskLevel, TaskStatus, Verdict } from '@/contract/task';
import { type Fence, leaseLost } from '@/lib/fence';
import type { Runs } from '@/lib/pool';
import { isFenced } from './lease-state';
import { LOCK_LIVE_AGENT } from './lock-live-agent.sql';

export interface LiveAgent {
  id: string;
  workspaceId: string;
  taskId: string;
  runnerId: string;
  attempt: number;
  kind: AgentKind;
  startDay: string;
  /** Its work has begun. */
  started: boolean;
  logBytes: number;
  logDigest: Buffer | null;
  /** What its runner is to be told with every answer. */
  desired: Desired;
  /** A person wants its end: what becomes of its task then, and what they said. */
  kill: { request: 'requeue' | 'person'; note: string | null } | null;
  task: {
    number: number;
    title: string;
    status: TaskStatus;
    role: string;
    projectId: string;
    /** Where it stands in the order of claims. */
    place: number;
    failures: number;
    maxRetries: number;
    riskLevel: RiskLevel;
    requiresReview: boolean;
    /** Of its project: LOW-risk tasks that are proven merge without a person. */
    autoMergeLow: boolean;
    /** Of a verify agent: what a judge must answer for; null where nobody asks for one. */
    judgedAcceptance: string[] | null;
    baseSha: string | null;
    headSha: string | null;
    verdict: Verdict | null;
    /** It is a step of a flow’s run. */
    inFlow: boolean;
  };
}

/** Locks the live agent that a fence names, or throws LEASE_LOST: nothing of a stale agent is ever accepted. */
export async function lockLiveAgent(runs: Runs, fence: Fence): Promise<LiveAgent> {
  const agent = await findLiveAgent(runs, fence);
  if (!agent) throw leaseLost();
  return agent;
}

/** As lockLiveAgent, answering null instead. */
export async function findLiveAgent(runs: Runs, fence: Fence): Promise<LiveAgent | null> {
  const [row] = await runs.each(LOCK_LIVE_AGENT, [fence.agentId, fence.tokenHash]);
  if (!row) return null;
  const lease = {
    agentId: row.id,
    tokenHash: row.token_hash,
    attempt: row.lease_attempt,
    taskAttempt: row.task_attempt,
  };
  if (!isFenced(lease, fence)) return null;
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    taskId: row.task_id,
    runnerId: row.runner_id,
    attempt: row.attempt,
    kind: row.kind,
    startDay: row.start_day,
    started: row.status !== 'starting',
    logBytes: row.log_bytes,
    logDigest: row.log_digest,
    desired: row.desired,
    kill: row.kill_request ? { request: row.kill_request, note: row.kill_note } : null,
    task: {
      number: row.number,
      title: row.title,
      status: row.task_status,
      role: row.role,
      projectId: row.project_id,
      place: row.place,
      failures: row.failures,
      maxRetries: row.max_retries,
      riskLevel: row.risk_level,
      requiresReview: row.requires_review,
      autoMergeLow: row.auto_merge_low,
      judgedAcceptance: row.judged_acceptance,
      baseSha: row.task_base_sha,
      headSha: row.task_head_sha,
      verdict: row.verdict,
      inFlow: row.in_flow,
    },
  };
}
