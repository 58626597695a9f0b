import type { Assignment, Earlier } from '@/contract/claim';
import { StallLimits } from '@/contract/stall';
import { toServedProject } from '@/domain/runners/served-projects';
import { toWireId } from '@/lib/ids';
import { timers } from '@/lib/timers';

/** How often failing checks go back into one session. */
const MAX_ROUNDS = 3;

/** A row of CLAIM_CANDIDATES or REGRANT with its new agent, as the runner gets it. */
export function toAssignment(
  // biome-ignore lint/suspicious/noExplicitAny: the row's columns stand in the statement
  row: any,
  agentId: string,
  token: string,
  earlier: Earlier | null = null,
): Assignment {
  const attempt = row.attempt + 1;
  const left = row.budget_micros === null ? null : Math.max(0, row.budget_micros - row.spent_micros);
  return {
    agentId: toWireId('agent', agentId),
    taskId: toWireId('task', row.id),
    taskRef: `TASK-${row.number}`,
    attempt,
    kind: row.ready,
    token,
    leaseTtlMs: timers().leaseTtlMs,
    project: toServedProject({
      ...row,
      id: row.project_id,
      name: row.project_name,
    }),
    task: {
      title: row.title,
      description: row.description,
      role: row.role,
      riskLevel: row.risk_level,
      acceptance: row.acceptance,
      filesHint: row.files_hint,
      feedback: row.feedback,
    },
    limits: {
      timeoutMs: row.timeout_ms,
      maxTurns: row.max_turns,
      budgetMicros: left,
      maxRounds: MAX_ROUNDS,
      stall: { ...StallLimits.parse(row.workspace_stall ?? {}), ...row.stall },
    },
    earlier,
    sendsCommit: row.ready === 'work' && row.verify_by === 'another_runner',
    engine: row.engine,
    model: row.model,
    baseBranch: row.base_branch ?? row.target_branch ?? row.default_branch,
    targetBranch: row.target_branch ?? row.base_branch ?? row.default_branch,
    branch: `ao/TASK-${row.number}/${attempt}`,
    baseSha: row.ready === 'work' ? null : row.base_sha,
    headSha: row.ready === 'work' ? null : row.head_sha,
    signature: row.signature,
    judge: row.judge && row.ready === 'verify' && row.acceptance.length > 0,
  };
}
