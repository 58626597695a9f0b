import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Agent, listAgents } from '@/contract/agent';
import { createEnrollment } from '@/contract/enrollment';
import { updateProject } from '@/contract/project';
import {
  type ScriptedModel,
  startScriptedModel,
} from '../../../examples/scripted-model/start-scripted-model';
import { type ApiServer, startApi } from '../../support/api-server';
import { withDatabase } from '../../support/with-database';
import { buildProgram } from '../commands/run-program';
import { type RunnerStage, stageRunner } from './stage-runner';

withDatabase();
let api: ApiServer;
let model: ScriptedModel;
let stage: RunnerStage;

beforeAll(async () => {
  await buildProgram();
  model = await startScriptedModel();
  api = await startApi({ door: 'own' });
}, 180_000);
beforeEach(async () => {
  stage = await stageRunner({ url: api.url, model: model.url() });
}, 60_000);
afterEach(() => stage?.remove());
afterAll(async () => {
  await api?.stop();
  await model?.close();
});

test('a task begins on its target branch and is merged there, and nowhere else', async () => {
  stage.git('branch', 'release');
  const main = stage.git('rev-parse', 'main');
  const task = await stage.task({
    title: 'Add percentOf to the money module',
    riskLevel: 'LOW',
    targetBranch: 'release',
  });
  stage.start();
  const done = await stage.until(task.ref, 'COMPLETED', 'NEEDS_HUMAN', 'IN_REVIEW', 'FAILED');
  expect(done).toMatchObject({ status: 'COMPLETED', targetBranch: 'release', baseBranch: null });
  expect(stage.git('rev-parse', 'release')).toBe(done.mergedSha);
  expect(stage.git('rev-parse', 'main')).toBe(main);
}, 120_000);

test('a task that begins elsewhere is merged into its target branch alone', async () => {
  stage.git('branch', 'release');
  stage.git('checkout', '-q', '-b', 'next');
  stage.git('commit', '-q', '--allow-empty', '-m', 'One more');
  stage.git('checkout', '-q', 'main');
  const next = stage.git('rev-parse', 'next');
  const task = await stage.task({
    title: 'Add percentOf to the money module',
    riskLevel: 'LOW',
    baseBranch: 'next',
    targetBranch: 'release',
  });
  stage.start();
  const done = await stage.until(task.ref, 'COMPLETED', 'NEEDS_HUMAN', 'IN_REVIEW', 'FAILED');
  expect(done).toMatchObject({ status: 'COMPLETED', baseSha: next });
  expect(stage.git('rev-parse', 'release')).toBe(done.mergedSha);
  expect(stage.git('merge-base', 'release', next)).toBe(next);
  expect(stage.git('rev-parse', 'next')).toBe(next);
}, 120_000);

test('checks are run by another machine that reaches the same repository, where the project wants that', async () => {
  const verifyBy = 'another_runner' as const;
  await stage.call(updateProject, { params: { id: stage.projectId }, body: { verifyBy } });
  const second = { AGENT_ORCHESTRATOR_HOME: path.join(stage.root, 'second') };
  const { token } = await stage.call(createEnrollment, { body: { name: 'second' } });
  const folder = path.join(stage.root, 'projects');
  expect((await stage.run(['connect', token, '--url', stage.url, '-d', folder], second)).code).toBe(0);
  const { ref } = await stage.task({ title: 'Add percentOf to the money module', riskLevel: 'LOW' });
  stage.start();
  await stage.until(ref, 'VERIFYING');
  stage.start([], second);
  expect(await stage.until(ref, 'COMPLETED', 'NEEDS_HUMAN')).toMatchObject({ status: 'COMPLETED' });
  const agents = (await stage.call(listAgents, { query: { taskId: ref } })) as never as Agent[];
  const ran = agents.map(({ kind, runnerName }) => `${kind} ${runnerName}`).sort();
  expect(ran).toEqual(['merge laptop', 'verify second', 'work laptop']);
}, 120_000);

test('a target branch that is not there is said before any work is paid for', async () => {
  const task = await stage.task({
    title: 'Add percentOf to the money module',
    targetBranch: 'nowhere',
    baseBranch: 'main',
  });
  stage.start();
  const stopped = await stage.until(task.ref, 'NEEDS_HUMAN', 'COMPLETED', 'IN_REVIEW', 'FAILED');
  expect(stopped).toMatchObject({ status: 'NEEDS_HUMAN', reason: 'base_missing', spentMicros: 0 });
}, 120_000);
