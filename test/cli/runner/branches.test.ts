import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Agent, listAgents } from '@/contract/agent';
import { getProof } from '@/contract/check-run';
import { createEnrollment } from '@/contract/enrollment';
import { type Exception, listExceptions } from '@/contract/exception';
import { listMerges } from '@/contract/merge';
import { getProject, updateProject } from '@/contract/project';
import { SCENARIOS } from '../../../examples/scripted-model/scenarios';
import {
  type ScriptedModel,
  startScriptedModel,
} from '../../../examples/scripted-model/start-scripted-model';
import { type ApiServer, startApi } from '../../support/api-server';
import { withDatabase } from '../../support/with-database';
import { buildProgram } from '../commands/run-program';
import { reviewedBranches } from './reviewed-branches';
import { SCENES } from './scenes';
import { type RunnerStage, stageRunner } from './stage-runner';

const database = withDatabase();
let api: ApiServer;
let model: ScriptedModel;
let stage: RunnerStage;

beforeAll(async () => {
  await buildProgram();
  model = await startScriptedModel({ scenarios: [...SCENES, ...SCENARIOS] });
  api = await startApi({ door: 'own', env: { RATE_LIMIT_ENABLED: 'false' } });
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
  const { history } = await stage.call(getProject, { params: { id: stage.projectId } });
  expect(history, 'what it read of the clone').toMatchObject({ runnerName: 'laptop', tip: main, commits: 1 });
}, 120_000);

test('a task that begins elsewhere is merged into its target branch alone, and checked by another machine where the project wants that', async () => {
  const verifyBy = 'another_runner' as const;
  await stage.call(updateProject, { params: { id: stage.projectId }, body: { verifyBy } });
  const second = { AGENT_ORCHESTRATOR_HOME: path.join(stage.root, 'second') };
  const { token } = await stage.call(createEnrollment, { body: { name: 'second' } });
  const folder = path.join(stage.root, 'projects');
  expect((await stage.run(['connect', token, '--url', stage.url, '-d', folder], second)).code).toBe(0);
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
  await stage.until(task.ref, 'VERIFYING', 'NEEDS_HUMAN', 'FAILED');
  stage.start([], second);
  const done = await stage.until(task.ref, 'COMPLETED', 'NEEDS_HUMAN', 'IN_REVIEW', 'FAILED');
  expect(done).toMatchObject({ status: 'COMPLETED', baseSha: next });
  expect(stage.git('rev-parse', 'release')).toBe(done.mergedSha);
  expect(stage.git('merge-base', 'release', next)).toBe(next);
  expect(stage.git('rev-parse', 'next')).toBe(next);
  const agents = (await stage.call(listAgents, { query: { taskId: task.ref } })) as never as Agent[];
  const ran = agents.map(({ kind, runnerName }) => `${kind} ${runnerName}`).sort();
  expect(ran).toEqual(['merge laptop', 'verify second', 'work laptop']);
}, 120_000);

test('a commit that another machine checks travels between two clones through the remote of the project, as no branch of it', async () => {
  const address = 'https://hub.example/shop.git';
  const hub = path.join(stage.root, 'hub.git');
  stage.git('clone', '-q', '--bare', stage.repo, hub);
  writeFileSync(
    path.join(stage.home, '.gitconfig'),
    `[url "file://${hub}"]\n\tinsteadOf = ${address}\n[safe]\n\tdirectory = *\n`,
  );
  const clone = path.join(stage.root, 'elsewhere', 'shop');
  stage.git('clone', '-q', hub, clone);
  for (const repo of [stage.repo, clone]) stage.git('-C', repo, 'config', 'remote.origin.url', address);
  const second = { AGENT_ORCHESTRATOR_HOME: path.join(stage.root, 'second') };
  const { token } = await stage.call(createEnrollment, { body: { name: 'second' } });
  const folder = path.dirname(clone);
  expect((await stage.run(['connect', token, '--url', stage.url, '-d', folder], second)).code).toBe(0);
  const body = { repo: address, verifyBy: 'another_runner' as const };
  await stage.call(updateProject, { params: { id: stage.projectId }, body });
  const task = await stage.task({ title: 'Add percentOf to the money module', riskLevel: 'LOW' });
  stage.start();
  await stage.until(task.ref, 'VERIFYING', 'NEEDS_HUMAN', 'FAILED');
  stage.start([], second);
  const done = await stage.until(task.ref, 'COMPLETED', 'NEEDS_HUMAN', 'IN_REVIEW', 'FAILED');
  expect(done).toMatchObject({ status: 'COMPLETED', reason: null });
  const agents = (await stage.call(listAgents, { query: { taskId: task.ref } })) as never as Agent[];
  const ran = agents.map(({ kind, runnerName }) => `${kind} ${runnerName}`).sort();
  expect(ran).toEqual(['merge laptop', 'verify second', 'work laptop']);
  const refs = stage.git('-C', hub, 'for-each-ref', '--format=%(refname) %(objectname)').split('\n');
  expect(refs).toContain(`refs/agent-orchestrator/${done.headSha} ${done.headSha}`);
  expect(refs.filter((ref) => ref.startsWith('refs/heads/'))).toHaveLength(1);
  expect(stage.git('-C', clone, 'for-each-ref', '--format=%(refname)')).not.toContain(task.ref);
}, 180_000);

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

test('eight branches, each green alone: two break together, two change the same line, and the runner is killed while it looks for the culprit', async () => {
  const checks = [{ name: 'test', kind: 'test' as const, argv: ['node', '--test'] }];
  await stage.remove();
  stage = await stageRunner({ url: api.url, model: model.url(), project: { checks } });
  const { put, commit, headOf, reviewed, ...branches } = reviewedBranches(stage, database);
  stage.git('rm', '-q', '-r', 'test');
  put('src/low.js', 'export const low = 1;\n');
  put('src/high.js', 'export const high = 9;\n');
  put('words.md', 'word\n');
  put(
    'test/range.test.js',
    "import assert from 'node:assert/strict';\nimport { test } from 'node:test';\nimport { high } from '../src/high.js';\nimport { low } from '../src/low.js';\n\ntest('the range is at least five wide', () => {\n  assert.ok(high - low >= 5);\n});\n",
  );
  commit('A range');
  const plain = (name: string) => reviewed(name, { [`src/${name}.js`]: `export const ${name} = 1;\n` });
  const refs = [
    await plain('one'),
    await reviewed('Raise the low end', { 'src/low.js': 'export const low = 4;\n' }),
    await reviewed('Lower the high end', { 'src/high.js': 'export const high = 6;\n' }, { maxRetries: 0 }),
    await reviewed('A better word', { 'words.md': 'better\n' }),
    await reviewed('Another word [scenario:settles-words]', { 'words.md': 'another\n' }),
    await plain('two'),
    await plain('three'),
    await plain('four'),
  ];
  const culprit = refs[2]!;
  put('later.md', 'later\n');
  const since = commit('The branch moves on');
  for (const ref of refs) await branches.approve(ref);

  // Nothing lands before all of them stand in line, however slow this machine is.
  const lock = path.join(stage.repo, '.git/refs/heads/main.lock');
  writeFileSync(lock, '');
  const killed = stage.start(['--max-concurrent', '8'], { AO_RACE_POINT: 'merge-bisected@1:SIGKILL' });
  const line = async () => {
    const { lines } = await stage.call(listMerges, { query: { projectId: stage.projectId } });
    return lines.find(({ branch }) => branch === 'main');
  };
  for (let standing = 0; standing < 8; await pause(100))
    standing = (await line())?.standing.filter(({ state }) => state !== 'queued').length ?? 0;
  rmSync(lock);
  await killed.ended();
  expect(killed.child.signalCode).toBe('SIGKILL');
  stage.start(['--max-concurrent', '8']);
  const all = await Promise.all(
    refs.map((ref) => stage.until(ref, 'COMPLETED', 'IN_REVIEW', 'NEEDS_HUMAN', 'FAILED')),
  );
  const landed = all.filter(({ ref }) => ref !== culprit);
  expect(landed.map(({ ref, status }) => [ref, status])).toEqual(landed.map(({ ref }) => [ref, 'COMPLETED']));
  const back = { status: 'IN_REVIEW', reason: 'checks_failed', headSha: headOf(culprit) };
  expect(all[2]).toMatchObject(back);
  const listed = (await stage.call(listExceptions, { query: { status: 'open' } })) as never as Exception[];
  const open = listed.filter(({ taskRef }) => refs.includes(taskRef ?? ''));
  expect(open.map(({ taskRef }) => taskRef)).toEqual([culprit]);
  expect(open[0]?.body).toContain('“the range is at least five wide”');
  const shown = await line();
  expect(shown?.standing).toEqual([]);
  expect(shown?.landed.map(({ taskRef }) => taskRef).sort()).toEqual(landed.map(({ ref }) => ref).sort());
  const came = shown?.returned.find(({ taskRef }) => taskRef === culprit);
  expect(came).toMatchObject({ status: 'IN_REVIEW', tests: ['the range is at least five wide'] });
  const settled = 'what left markers standing was refused, and its author has brought both together';
  expect(stage.git('show', 'main:words.md'), settled).toBe('better, another');
  expect(branches.greenAtEveryCommit(since)).toBe(7);
  branches.neverForced();
  for (const { mergedSha } of landed) stage.git('merge-base', '--is-ancestor', mergedSha!, 'main');
  expect(stage.git('for-each-ref', 'refs/heads/ao-merge')).toBe('');
  expect(stage.git('status', '--porcelain')).toBe('');
  const proof = await stage.call(getProof, { params: { id: refs[7]! } });
  expect(proof.checks.map(({ status }) => status)).toEqual(['passed']);
}, 240_000);
