import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getProof } from '@/contract/check-run';
import { getChanges } from '@/contract/task';
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
  stage = await stageRunner({ url: api.url, model: model.url() });
}, 180_000);
afterAll(async () => {
  await stage?.remove();
  await api?.stop();
  await model?.close();
});

describe('a task', () => {
  test('is done, proven on a clean checkout and merged by a runner that only waits for work', async () => {
    const task = await stage.task({ title: 'Add percentOf to the money module', riskLevel: 'LOW' });
    const runner = stage.start();
    const done = await stage.until(task.ref, 'COMPLETED', 'NEEDS_HUMAN', 'FAILED');
    expect(done).toMatchObject({ status: 'COMPLETED', verdict: 'PASSED', attempt: 3 });
    expect(stage.git('rev-parse', 'main')).toBe(done.mergedSha);
    expect(stage.git('show', 'main:src/money.js')).toContain('percentOf');
    expect(stage.git('status', '--porcelain')).toBe('');
    expect(stage.git('log', '-1', '--format=%an %s', 'main')).toBe(
      'Agent Orchestrator Add percentOf to the money module',
    );
    const proof = await stage.call(getProof, { params: { id: task.ref } });
    expect(proof.checks.find(({ kind }) => kind === 'test')).toMatchObject({
      status: 'passed',
      testsRun: expect.any(Number),
    });
    const changes = await stage.call(getChanges, { params: { id: task.ref } });
    expect(changes.files.map(({ path: file }) => file)).toContain('src/money.js');
    runner.child.kill('SIGINT');
    expect(await runner.ended()).toBe(0);
    expect(stage.git('worktree', 'list').split('\n')).toHaveLength(1);
    for (const folder of ['agents', 'worktrees', 'checkouts']) {
      const full = path.join(stage.root, 'ao/state', folder);
      expect(existsSync(full) ? readdirSync(full) : []).toEqual([]);
    }
  }, 120_000);
});
