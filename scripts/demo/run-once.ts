import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { listAgents } from '@/contract/agent';
import { getProof } from '@/contract/check-run';
import { downloadLogs } from '@/contract/log';
import { createTask, getTask, type Task, whyTask } from '@/contract/task';
import type { Demo } from './bring-up';
import type { DemoReport } from './judge';
import { gitIn } from './make-repository';
import { onceTask } from './tasks';

const LONGEST_MS = 240_000;
const POLL_MS = 300;
/** Where a task stays until somebody acts: the demo has nobody. */
const SETTLED = new Set(['COMPLETED', 'FAILED', 'CANCELLED', 'SKIPPED', 'IN_REVIEW', 'NEEDS_HUMAN']);

/** Has one LOW-risk task done to its end and gathers what there is to judge. */
export async function runOnce(
  { api, projectId, repository, recorder, broken }: Demo,
  tell: (line: string) => void,
): Promise<DemoReport> {
  const began = performance.now();
  const { id } = await api.call(createTask, { body: { ...onceTask, projectId } });
  const task = await Promise.race([settle(id), broken]);
  const agents = await api.list(listAgents, { query: { taskId: id } });
  const worker = agents.find((agent) => agent.kind === 'work');
  const proof = await api.call(getProof, { params: { id } });
  const log = worker
    ? await api.bytes(downloadLogs, { params: { id: worker.id }, query: { stream: 'stdout' } })
    : new Uint8Array();
  const since = `${repository.base}..main`;
  return {
    taskStatus: task.status,
    verdict: task.verdict,
    commits: Number(gitIn(repository.path, 'rev-list', '--count', since)),
    filesChanged: gitIn(repository.path, 'diff', '--name-only', since).split('\n').filter(Boolean).length,
    checks: proof.checks.map(({ name, status }) => ({ name, status })),
    logBytes: log.length,
    logDigestEqual:
      log.length > 0 && recorder.recordings().some((recorded) => digest(recorded) === digest(log)),
    costUsd: agents.reduce((sum, { usage }) => sum + usage.costMicros, 0) / 1_000_000,
    seconds: Math.round((performance.now() - began) / 100) / 10,
    engine: worker?.engine ?? null,
    engineVersion: worker?.engineVersion ?? null,
  };

  async function settle(taskId: string): Promise<Task> {
    let shown = '';
    for (const until = Date.now() + LONGEST_MS; ; await pause(POLL_MS)) {
      const now = await api.call(getTask, { params: { id: taskId } });
      if (now.status !== shown) {
        shown = now.status;
        tell(`${now.ref} ${now.status}${now.activity ? `: ${now.activity}` : ''}`);
      }
      if (SETTLED.has(now.status)) {
        if (now.status !== 'COMPLETED') tell((await api.call(whyTask, { params: { id: taskId } })).sentence);
        return now;
      }
      if (Date.now() > until) return now;
    }
  }
}

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
