import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Agent, listAgents } from '@/contract/agent';
import { getProof } from '@/contract/check-run';
import { getLogs, type LogLine } from '@/contract/log';
import { getChanges, runTask } from '@/contract/task-calls';
import type { Scenario } from '../../../examples/scripted-model/scenario';
import { SCENARIOS } from '../../../examples/scripted-model/scenarios';
import { repair } from '../../../examples/scripted-model/scenarios/percent-of';
import {
  type ScriptedModel,
  startScriptedModel,
} from '../../../examples/scripted-model/start-scripted-model';
import { fetchClaude } from '../../../scripts/fetch-claude';
import { type ApiServer, startApi } from '../../support/api-server';
import { withDatabase } from '../../support/with-database';
import { buildProgram } from '../commands/run-program';
import { type RunnerStage, stageRunner } from './stage-runner';

/** Reads the file that its prompt says is attached, then does as \`repair\`. */
const attachedFirst: Scenario = {
  name: 'attached-first',
  about: 'reads what is attached before it begins',
  steps: (conversation) => {
    const { answers, said, shown } = conversation;
    const [, file] = /<<<ATTACHED \w+\n(.+) \(text\/plain/.exec(said[0] ?? '') ?? [];
    if (answers === 0) return { tools: [{ name: 'Read', input: { file_path: file } }] };
    const then = { ...conversation, answers: answers - 1, shown: shown.slice(1) };
    return typeof repair.steps === 'function' ? repair.steps(then) : repair.steps[answers - 1]!;
  },
};

const database = withDatabase();
let api: ApiServer;
let model: ScriptedModel;
let stage: RunnerStage;

beforeAll(async () => {
  await buildProgram();
  model = await startScriptedModel({ scenarios: [...SCENARIOS, attachedFirst] });
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
    const receipt = await stage.run(['verify', task.ref]);
    expect(receipt, receipt.stderr).toMatchObject({ code: 0 });
    expect(receipt.stdout).toContain(`${task.ref}: PASSED on commit ${done.headSha}`);
    expect(receipt.stdout, 'by the key of this machine').toContain('The key is the one that was expected.');
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

  test('is done by the installed Claude Code, inside the sandbox, its words in the log and its money counted', async () => {
    const task = await stage.task({
      title: 'Add percentOf to the money module [scenario:attached-first]',
      riskLevel: 'MEDIUM',
      draft: true,
    });
    const notes = path.join(stage.root, 'our "rounding" rules.txt');
    writeFileSync(notes, 'Cents are rounded half up, says the attached file.\n');
    const attached = await stage.run(['tasks', 'attach', task.ref, notes]);
    expect(attached, attached.stderr).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Attached our "rounding" rules.txt, 51 bytes'),
    });
    await stage.call(runTask, { params: { id: task.ref }, body: {} });
    const runner = stage.start([], { CLAUDE_BIN: await fetchClaude() });
    const done = await stage.until(task.ref, 'IN_REVIEW', 'COMPLETED', 'NEEDS_HUMAN', 'FAILED');
    expect(done).toMatchObject({ status: 'IN_REVIEW', verdict: 'PASSED' });
    expect(done.spentMicros).toBeGreaterThan(0);
    const told = model.requests.filter(({ scenario }) => scenario === 'attached-first');
    expect(JSON.stringify(told.at(-1)?.body), 'what is attached was read, without asking anybody').toContain(
      'rounded half up, says the attached file',
    );
    const committed = stage.git('ls-tree', '-r', '--name-only', done.headSha!);
    expect(committed).toContain('src/money.js');
    expect(committed).not.toContain('rounding');
    const folder = path.join(stage.root, 'saved');
    const saved = await stage.run(['tasks', 'attachments', task.ref, '--save', folder]);
    expect(saved, saved.stderr).toMatchObject({ code: 0 });
    expect(readFileSync(path.join(folder, 'our _rounding_ rules.txt'))).toEqual(readFileSync(notes));
    const agents = (await stage.call(listAgents, { query: { taskId: task.ref } })) as never as Agent[];
    const work = agents.find(({ kind }) => kind === 'work')!;
    expect(work).toMatchObject({ engine: 'claude-code', status: 'completed', sandbox: 'bubblewrap' });
    const lines = await wholeLog(work.id);
    expect(lines.some(({ stream, text }) => stream === 'stdout' && text.includes('"type":"result"'))).toBe(
      true,
    );
    expect(lines.some(({ stream, text }) => stream === 'check' && text.includes('test: passed'))).toBe(true);
    expect(JSON.stringify(lines)).not.toContain('sk-ant-test');
    const key = JSON.parse(readFileSync(path.join(stage.root, 'ao/key.json'), 'utf8'));
    expect(await tablesWith('sk-ant-test-', key.d, 'aoe_', 'aor_', 'aoj_')).toEqual([]);
    runner.child.kill('SIGINT');
    expect(await runner.ended()).toBe(0);
  }, 120_000);
});

/** Tables of the database in whose rows one of these stands, as text or as bytes. */
async function tablesWith(...words: string[]): Promise<string[]> {
  const client = new pg.Client(database.url);
  await client.connect();
  const { rows: tables } = await client.query(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'public'`,
  );
  const found: string[] = [];
  for (const { name } of tables)
    for (const word of words) {
      const { rows } = await client.query(
        `select 1 from ${name} t where position($1 in t::text) > 0 or position($2 in t::text) > 0 limit 1`,
        [word, Buffer.from(word).toString('hex')],
      );
      if (rows.length > 0) found.push(`${name}: ${word}`);
    }
  await client.end();
  return found;
}

/** Every line of an agent's log, page by page. */
async function wholeLog(id: string): Promise<LogLine[]> {
  const lines: LogLine[] = [];
  for (;;) {
    const page = await stage.call(getLogs, {
      params: { id },
      query: { fromLine: lines.length + 1, limit: 2000 },
    });
    lines.push(...page.lines);
    if (page.complete) return lines;
  }
}
