import { createHash } from 'node:crypto';
import { listAgents } from '@/contract/agent';
import { getProof } from '@/contract/check-run';
import { downloadLogs } from '@/contract/log';
import { createTask } from '@/contract/task-calls';
import type { Demo } from './bring-up';
import type { DemoReport } from './judge';
import { gitIn } from './make-repository';
import { settleTask } from './settle-task';
import { onceTask } from './tasks';

/** Has one LOW-risk task done to its end and gathers what there is to judge. */
export async function runOnce(
  { api, projectId, repository, recorder, broken }: Demo,
  tell: (line: string) => void,
): Promise<DemoReport> {
  const began = performance.now();
  const { id } = await api.call(createTask, { body: { ...onceTask, projectId } });
  const task = await Promise.race([settleTask(api, id, tell), broken]);
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
}

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
