import { randomUUID } from 'node:crypto';
import { TaskDraft, type TaskStatus } from '@/contract/task';
import { renewLease } from '@/domain/leases/renew-lease';
import { appendChunk, logState } from '@/domain/logs/append-chunk';
import { updateRunner } from '@/domain/runners/update-runner';
import { asWorkspace, type Tx } from '@/lib/db';
import { sha256 } from '@/lib/hash';
import { toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { approveTask } from '@/services/coordinator/approve-task';
import { cancelTask } from '@/services/coordinator/cancel-task';
import { createTask } from '@/services/coordinator/create-task';
import { finishAgent } from '@/services/coordinator/finish-agent';
import { killAgent } from '@/services/coordinator/kill-agent';
import { releaseTaskLocks } from '@/services/coordinator/release-locks';
import { requestChanges } from '@/services/coordinator/request-changes';
import { requestLocks } from '@/services/coordinator/request-locks';
import { retryTask } from '@/services/coordinator/retry-task';
import { startAgent } from '@/services/coordinator/start-agent';
import { grantClaims } from '@/services/scheduler/grant-claims';
import { endCancelled } from '@/services/supervisor/end-cancelled';
import { endKilled } from '@/services/supervisor/end-killed';
import { loseExpiredAgents } from '@/services/supervisor/lose-agents';
import { openSession } from '@/services/supervisor/open-session';
import { queueFreed } from '@/services/supervisor/queue-freed';
import { trustAgain } from '@/services/supervisor/trust-again';
import { NO_USAGE, REPORT } from '../../support/protocol-runner';
import type { Answers, Command, Granted } from '../commands';
import { CHANGED, checksOf, SAID } from '../model/settle';
import { Names } from './names';

export interface Place {
  workspaceId: string;
  userId: string;
  projectId: string;
  names: Names;
}
type Verbs = {
  [N in Command['do']]: (
    place: Place,
    command: Extract<Command, { do: N }>,
    /** What the model answered: its names for what is new. */
    model: Answers[N] | null,
  ) => Promise<Answers[N]>;
};

const fence = ({ names }: Place, { agentId, token }: { agentId: string; token: string }) => ({
  agentId: names.uuid(agentId),
  tokenHash: names.tokenHash(token),
});
const person = <T>({ workspaceId }: Place, run: (tx: Tx, runs: Runs) => Promise<T>): Promise<T> =>
  asWorkspace(workspaceId, run);
const decision = (place: Place, taskId: string) => ({
  workspaceId: place.workspaceId,
  userId: place.userId,
  ref: toWireId('task', place.names.uuid(taskId)),
});
const uuidOf = (wire: string): string =>
  wire.slice(-32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
const CHANGES = {
  files: [{ path: CHANGED, status: 'modified' as const, additions: 1, deletions: 0, binary: false }],
  patch: '',
  truncated: false,
};

/** Each command through production's own verb. */
export const VERBS: Verbs = {
  create: async (place, { files, reads, needs, priority, maxRetries, review, role }, model) => {
    const draft = TaskDraft.parse({
      title: 'A task',
      filesHint: files,
      readsHint: reads,
      dependsOn: needs.map((id) => toWireId('task', place.names.uuid(id))),
      priority,
      maxRetries,
      requiresReview: review,
      riskLevel: 'LOW',
      role,
    });
    const task = await person(place, (tx, runs) => createTask(tx, runs, place, draft));
    if (model) place.names.bind(model.taskId, uuidOf(task.id));
    return { taskId: place.names.model(uuidOf(task.id))!, status: task.status };
  },
  open: async (place, { runnerId, active }, model) => {
    const { names, workspaceId } = place;
    const opened = await openSession(
      { workspaceId, runnerId: names.uuid(runnerId) },
      {
        instanceId: randomUUID(),
        protocol: '1.0',
        features: [],
        report: REPORT,
        maxConcurrent: 2,
        activeAgents: active.map((id) => toWireId('agent', names.uuid(id))),
      },
    );
    const adopt = opened.adopt.map(({ agentId, token }) => {
      const id = names.model(uuidOf(agentId))!;
      const known = model?.adopt.find((one) => one.agentId === id);
      if (known) names.bindToken(known.token, token);
      return { agentId: id, token: known?.token ?? token };
    });
    const drop = opened.drop.map((id) => names.model(uuidOf(id)) ?? id);
    // One that never was has no name to come back under.
    return { epoch: opened.sessionEpoch, adopt, drop: drop.map((id, i) => model?.drop[i] ?? id) };
  },
  claim: async ({ names, workspaceId, projectId }, { runnerId, epoch, claimId, late }, model) => {
    const [grant] = await grantClaims([
      {
        workspaceId,
        runnerId: names.uuid(runnerId),
        epoch,
        claimId: Names.claim(claimId),
        projects: late ? [] : [projectId],
        labels: [],
        engines: ['claude-code'],
        signedOnly: false,
        stoodAt: null,
      },
    ]);
    if (grant!.state !== 'granted') return { state: grant!.state, granted: null };
    const { assignment } = grant!;
    if (model?.granted) {
      names.bind(model.granted.agentId, uuidOf(assignment.agentId));
      names.bindToken(model.granted.token, assignment.token);
    }
    const granted: Granted = {
      agentId: names.model(uuidOf(assignment.agentId))!,
      token: model?.granted?.token ?? assignment.token,
      taskId: names.model(uuidOf(assignment.taskId))!,
      kind: assignment.kind,
      attempt: assignment.attempt,
      headSha: assignment.headSha,
    };
    return { state: 'granted', granted };
  },
  start: (place, command) =>
    startAgent(fence(place, command), {
      engine: 'claude-code',
      engineVersion: '2.1.329',
      engineSessionId: randomUUID(),
      resumedAttempt: null,
      model: null,
      sandbox: 'none',
      billing: 'api',
      branch: 'ao/TASK-1/1',
      baseSha: '0'.repeat(40),
    }),
  heartbeat: async (place, command) => {
    const { desired } = await renewLease(fence(place, command), {
      seq: command.seq,
      phase: 'work',
      activity: null,
      usage: null,
      paused: false,
    });
    return { desired };
  },
  append: async (place, command) => {
    const { next, duplicate, desired } = await appendChunk({
      ...fence(place, command),
      off: command.off,
      bytes: command.bytes,
      digest: sha256(command.bytes).toString('hex'),
    });
    return { next, duplicate, desired };
  },
  logState: (place, command) => logState(fence(place, command)),
  lock: async (place, command) => {
    const { granted, heldBy } = await requestLocks(fence(place, command), command.paths);
    return { granted, heldBy: heldBy.map(({ path }) => path) };
  },
  finish: async (place, command) => {
    const { check, ...result } = command.result;
    const { taskStatus } = await finishAgent(fence(place, command), {
      ...result,
      message: SAID,
      changes: result.headSha === null || result.mergedSha !== null ? null : CHANGES,
      checks: checksOf(check),
      usage: NO_USAGE,
      quotaUntil: null,
      logBytes: command.logBytes,
      logDigest: command.logDigest,
    });
    return { taskStatus: taskStatus as TaskStatus };
  },
  // Those that decide over agents and tasks, in production's order; the others put logs and old rows away.
  sweep: async () => {
    const lost = await loseExpiredAgents();
    const cancelled = await endCancelled();
    const killed = await endKilled();
    await trustAgain();
    await queueFreed();
    return { lost, cancelled, killed };
  },
  cancel: async (place, { taskId }) => {
    const task = await person(place, (tx, runs) => cancelTask(tx, runs, decision(place, taskId)));
    return { status: task.status };
  },
  retry: async (place, { taskId }) => {
    const task = await person(place, (tx, runs) => retryTask(tx, runs, decision(place, taskId)));
    return { status: task.status };
  },
  approve: async (place, { taskId, headSha }) => {
    const task = await person(place, (tx, runs) => approveTask(tx, runs, decision(place, taskId), headSha));
    return { status: task.status };
  },
  requestChanges: async (place, { taskId }) => {
    const task = await person(place, (tx, runs) =>
      requestChanges(tx, runs, decision(place, taskId), 'More.'),
    );
    return { status: task.status };
  },
  kill: async (place, { agentId, requeue }) => {
    const wire = toWireId('agent', place.names.uuid(agentId));
    await person(place, (tx, runs) => killAgent(tx, runs, place, wire, { requeue }));
    return {};
  },
  releaseLocks: async (place, { taskId }) => {
    const { ref } = decision(place, taskId);
    return person(place, (tx, runs) => releaseTaskLocks(tx, runs, place, ref, 'It is needed.'));
  },
  trust: async (place, { runnerId }) => {
    await updateRunner(place, toWireId('runner', place.names.uuid(runnerId)), { status: 'ACTIVE' });
    return {};
  },
};
