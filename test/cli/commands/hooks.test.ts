import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type ScriptedModel,
  startScriptedModel,
} from '../../../examples/scripted-model/start-scripted-model';
import { fetchClaude } from '../../../scripts/fetch-claude';
import { ProtocolRunner } from '../../support/protocol-runner';
import { startProgram } from './run-program';
import { withDashboard } from './with-dashboard';

const at = withDashboard();
let model: ScriptedModel;
let claudeBin: string;
let projectId: string;
beforeAll(async () => {
  claudeBin = await fetchClaude();
  model = await startScriptedModel();
  projectId = (await at.api.project({ name: 'Shop' })).id;
}, 600_000);
afterAll(() => model.close());

const historyOf = async (node: string) => (await at.api.get(`/api/hook-history/${node}`)).data;
const settingsOf = async (...argv: string[]) => {
  const ran = await at.run(['hooks', 'settings', ...argv]);
  if (ran.code !== 0) throw new Error(ran.stderr);
  return JSON.parse(ran.stdout);
};

describe('hooks', () => {
  test('tell what a Claude Code does that no runner has started', async () => {
    const bin = path.join(at.home, 'bin');
    const folder = path.join(at.home, 'work');
    mkdirSync(bin);
    symlinkSync(path.resolve('cli/dist/main.js'), path.join(bin, 'agent-orchestrator'));
    cpSync('examples/sample-repository', folder, { recursive: true });
    const settings = path.join(at.home, 'hooks.json');
    writeFileSync(settings, JSON.stringify(await settingsOf('write-code', '--project', 'Shop')));
    const argv = [
      '-p',
      '--permission-mode',
      'acceptEdits',
      '--setting-sources',
      '',
      '--settings',
      settings,
      'go',
    ];
    const { status, stderr } = await runClaude(argv, folder, `${bin}:${process.env.PATH}`);
    expect([status, stderr]).toEqual([0, '']);
    const told = await historyOf('write-code');
    expect(told[0]).toMatchObject({
      kind: 'agent-complete',
      status: 'completed',
      source: 'hook',
      payload: { sessionId: expect.stringMatching(/^[0-9a-f-]{36}$/), message: expect.any(String) },
    });
    expect(told.slice(1).flatMap(({ payload }: { payload: { files: string[] } }) => payload.files)).toEqual(
      expect.arrayContaining(['src/money.js', 'test/money.test.js']),
    );
    const [event] = (await at.api.get('/api/events?type=hook.called&limit=1')).data;
    expect(event).toMatchObject({ projectId, payload: { nodeId: 'write-code', kind: 'agent-complete' } });
    expect((await at.run(['hooks', 'history', 'write-code'])).stdout).toMatch(
      /file-changed .*src\/money\.js/,
    );
  });

  test('come with a token that is good for them alone, and for its project alone', async () => {
    const { env } = await settingsOf('narrow', '--project', 'Shop');
    const as = { authorization: `Bearer ${env.AGENT_ORCHESTRATOR_TOKEN}` };
    const other = (await at.api.project({ name: 'Other' })).id;
    const post = (more: object) => at.api.post('/api/checkpoint', { nodeId: 'narrow', ...more }, as);
    expect(await post({ name: 'half-way', data: { tests: 3 } })).toMatchObject({ status: 201 });
    expect(await post({ projectId: other })).toMatchObject({ status: 404 });
    expect((await at.api.get('/api/tasks', as)).status).toBe(403);
    expect((await at.api.post('/api/tasks', { title: 'No' }, as)).status).toBe(403);
    expect((await at.api.get('/api/hook-history/narrow', as)).status).toBe(403);
    expect(await historyOf('narrow')).toEqual([
      expect.objectContaining({ kind: 'checkpoint', payload: { name: 'half-way', data: { tests: 3 } } }),
    ]);
  });

  test('of a task stand beside what its runner has told, under whatever it is called by', async () => {
    const runner = await new ProtocolRunner(at.api.url).connect();
    await runner.open();
    const task = await at.api.task({ projectId });
    const assignment = await runner.mustClaim();
    await runner.begin(assignment);
    await runner.finish(assignment, { outcome: 'failed', reason: 'process_crash', message: 'It broke.' });
    const input = JSON.stringify({ error: 'overloaded', session_id: 's-1' });
    const ran = await at.run(['hooks', 'stop', task.id, 'failed'], {}, input);
    expect([ran.code, ran.stderr]).toEqual([0, '']);
    const told = await historyOf(task.ref);
    expect(told[0]).toMatchObject({
      nodeId: task.ref,
      kind: 'agent-error',
      payload: { error: 'overloaded' },
    });
    expect(
      told.some(
        ({ source, kind }: { source: string; kind: string }) => source === 'runner' && kind === 'agent-error',
      ),
    ).toBe(true);
  });

  test('are bounded for each node, and what is too large is refused', async () => {
    const sql = new pg.Client({ connectionString: process.env.DATABASE_URL });
    await sql.connect();
    await sql.query(
      `insert into hook_call (id, workspace_id, node_id, kind, payload, actor)
       select gen_random_uuid(), id, 'busy', 'checkpoint', '{}', 'system' from workspace, generate_series(1, 230)`,
    );
    await sql.end();
    for (const file of ['a', 'b']) await at.api.post('/api/file-changed', { nodeId: 'busy', files: [file] });
    expect((await at.api.get('/api/hook-history/busy?limit=200')).data).toHaveLength(200);
    const data = { words: 'x'.repeat(17_000) };
    expect((await at.api.post('/api/checkpoint', { nodeId: 'busy', data })).status).toBe(400);
    expect((await at.api.post('/api/agent-complete', { nodeId: 'TASK-999999' })).status).toBe(404);
  });

  test('never stop an agent: what goes wrong ends with 1, within seconds', async () => {
    const ran = await at.run(
      ['hooks', 'stop', 'x'],
      { AGENT_ORCHESTRATOR_URL: 'http://127.0.0.1:9' },
      'no json',
    );
    expect([ran.code, ran.stderr]).toEqual([1, expect.stringContaining('The hook told nothing')]);
    expect((await at.run(['hooks', 'track-changes', 'x'], {}, '{"tool_name":"Bash"}')).code).toBe(0);
    const silent = startProgram(['hooks', 'stop', 'quiet'], at.env());
    expect((await silent.ended()).code).toBe(0);
  });
});

/** The dashboard of this test answers from this very process, so it may not wait for the end of another. */
function runClaude(argv: string[], cwd: string, searchPath: string) {
  const env = {
    PATH: searchPath,
    HOME: at.home,
    ANTHROPIC_BASE_URL: model.url('edit'),
    ANTHROPIC_API_KEY: 'sk-ant-test-0123456789',
  } as unknown as NodeJS.ProcessEnv;
  return new Promise<{ status: number | string | null; stderr: string }>((done) => {
    const child = execFile(claudeBin, argv, { cwd, env }, (error, _stdout, stderr) =>
      done({ status: error?.code ?? 0, stderr }),
    );
    child.stdin?.end();
  });
}
