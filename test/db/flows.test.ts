import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { send } from '../support/protocol-runner';
import { withApi } from './with-api';
import { uuidOf } from './world';

const api = withApi('own');
const planner = readFileSync('test/fixtures/planner-flow.json', 'utf8');
const put = (path: string, body: unknown) => send(api.url, 'PUT', path, { body });
const twoSteps = (more: object = {}) => ({
  zebra: 1,
  name: 'Two steps',
  nodes: [
    { id: 'a', instructions: 'One.', extra: { kept: [1] } },
    { id: 'b', instructions: 'Two.' },
  ],
  edges: [{ id: 'e', source: 'a', target: 'b' }],
  ...more,
});
const kept = async (): Promise<number> =>
  ((await (await fetch(`${api.url}/api/flows`)).json()) as { pagination: { totalCount: number } }).pagination
    .totalCount;
const exported = async (id: string, query = '') =>
  (await fetch(`${api.url}/api/flows/${id}/export${query}`)).text();

describe('flows', () => {
  beforeAll(() => api.project());

  it('are exported as they were imported, member for member in their order', async () => {
    const { status, data } = await api.post('/api/flows/import', { content: planner });
    expect(status).toBe(200);
    expect(data).toMatchObject({
      format: 'flow-json',
      faults: [],
      flow: { version: 1, nodes: 11, edges: 15, errors: 0 },
    });
    const { id, name, version, ...rest } = JSON.parse(await exported(data.flow.ref));
    const given = JSON.parse(planner);
    expect({ id, name, version, ...rest }).toEqual(given);
    const { data: mine } = await api.post('/api/flows', { document: twoSteps() });
    expect(JSON.parse(await exported(mine.id))).toEqual(twoSteps());
  });

  it('nest values as deep as anybody walks them, and no deeper, however they come', async () => {
    const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
    const of = (depth: number) => ({ ...twoSteps(), metadata: JSON.parse(nested(depth)) });
    const { status, data } = await api.post('/api/flows', { document: of(190) });
    expect([status, JSON.parse(await exported(data.id))]).toEqual([201, of(190)]);
    for (const depth of [300, 5_000]) {
      const content = `{"name":"x","nodes":[],"metadata":${nested(depth)}}`;
      const body = Buffer.from(`{"document":${content}}`);
      const headers = { 'content-type': 'application/json' };
      const written = await fetch(`${api.url}/api/flows`, { method: 'POST', headers, body });
      expect(written.status).toBe(400);
      expect((await api.post('/api/flows/import', { content })).error).toMatchObject({ code: 'BAD_REQUEST' });
    }
  });

  it('of a dry run, and of a wrong shape, are not kept, and say why', async () => {
    const before = await kept();
    const tasks = JSON.stringify({ master: { tasks: [{ id: 1, title: 'Set up', dependencies: [] }] } });
    const dry = await api.post('/api/flows/import', { content: tasks, dryRun: true });
    expect(dry.data).toMatchObject({
      format: 'task-master',
      flow: null,
      document: { nodes: [{ id: 'task-1' }] },
    });
    const wrong = await api.post('/api/flows/import', {
      content: '{"name":"x","nodes":[{"label":"no id"}]}',
    });
    expect(wrong.data).toMatchObject({
      flow: null,
      document: null,
      faults: [{ code: 'shape', path: '/nodes/0/id' }],
    });
    expect((await api.post('/api/flows/import', { content: 'x = [' })).error.code).toBe('BAD_REQUEST');
    expect(await kept()).toBe(before);
    const seen = await api.post('/api/flows/validate', {
      content: JSON.stringify(twoSteps({ edges: [{ id: 'e', source: 'a', target: 'x' }] })),
    });
    expect(seen.data).toMatchObject({
      ok: false,
      nodes: 2,
      faults: [{ code: 'dangling_edge', edgeId: 'e' }, {}, {}],
    });
  });

  it('are saved as versions; who changed an older one is told, and nothing of theirs is lost', async () => {
    const { data: flow } = await api.post('/api/flows', { document: twoSteps() });
    const second = twoSteps({
      name: 'Renamed',
      nodes: [{ id: 'a', instructions: 'Uno.', extra: { kept: [1] } }, { id: 'c' }],
    });
    const saved = await put(`/api/flows/${flow.id}`, { document: second, version: 1, note: 'Two is gone' });
    expect(saved.data).toMatchObject({ version: 2, name: 'Renamed', errors: 2 });
    const late = await put(`/api/flows/${flow.id}`, { document: twoSteps(), version: 1 });
    expect([late.status, late.error.code, late.error.details]).toEqual([
      409,
      'STALE_VERSION',
      { version: 2 },
    ]);
    const same = await put(`/api/flows/${flow.id}`, { document: second, version: 2 });
    expect(same.data.version).toBe(2);
    const diff = await api.get(`/api/flows/${flow.ref}/diff`);
    expect(diff.data).toEqual({
      from: 1,
      to: 2,
      same: false,
      flow: [{ path: 'name', from: 'Two steps', to: 'Renamed' }],
      nodes: {
        added: ['c'],
        removed: ['b'],
        changed: [{ id: 'a', changes: [{ path: 'instructions', from: 'One.', to: 'Uno.' }] }],
      },
      edges: { added: [], removed: [], changed: [] },
    });
    const restored = await api.post(`/api/flows/${flow.id}/restore`, { version: 1 });
    expect(restored.data).toMatchObject({ version: 3, name: 'Two steps', document: twoSteps() });
    const versions = await api.get(`/api/flows/${flow.id}/versions`);
    expect(
      versions.data.map(({ version, note }: { version: number; note: string }) => [version, note]),
    ).toEqual([
      [3, 'Restored version 1'],
      [2, 'Two is gone'],
      [1, 'Created'],
    ]);
    expect((await api.get(`/api/flows/${flow.id}/diff?from=1&to=3`)).data.same).toBe(true);
    expect(JSON.parse(await exported(flow.id, '?version=2'))).toEqual(second);
    expect((await api.get(`/api/flows/${flow.id}?version=9`)).error.code).toBe('NOT_FOUND');
  });

  it('saved by many at once are saved by one', async () => {
    const { data: flow } = await api.post('/api/flows', { document: twoSteps() });
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        put(`/api/flows/${flow.id}`, { document: twoSteps({ name: `By ${i}` }), version: 1 }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(409)]);
    expect((await api.get(`/api/flows/${flow.id}`)).data.version).toBe(2);
  });

  it('begin with a template, each without a fault, and are deleted with their versions', async () => {
    const { data: templates } = await api.get('/api/flows/templates');
    expect(templates.map(({ key }: { key: string }) => key)).toEqual([
      'plan-code-review-verify',
      'parallel-analysis',
      'fallback',
      'batched-migration',
    ]);
    for (const { key } of templates) {
      const { data: flow } = await api.post('/api/flows', { template: key, name: `My ${key}` });
      expect(flow).toMatchObject({ faults: [], errors: 0, name: `My ${key}` });
      expect((await api.del(`/api/flows/${flow.ref}`)).data).toEqual({ id: flow.id, deleted: true });
      expect((await api.get(`/api/flows/${flow.ref}/versions`)).status).toBe(404);
    }
    expect((await api.post('/api/flows', { template: 'none' })).error.code).toBe('VALIDATION_ERROR');
    expect((await api.post('/api/flows', {})).error.code).toBe('VALIDATION_ERROR');
  });

  it('are found by their name, last saved first', async () => {
    const { data } = await api.get('/api/flows?q=STEPS');
    expect(new Set(data.map(({ name }: { name: string }) => name))).toEqual(new Set(['Two steps']));
  });

  it('are told what they would take by what the project’s tasks took, and that nothing is known where nothing is', async () => {
    const project = await api.project();
    const { data: flow } = await api.post('/api/flows', { document: twoSteps(), projectId: project.id });
    const before = await api.get(`/api/flows/${flow.ref}/forecast`);
    expect(before.data).toMatchObject({
      waves: [['a'], ['b']],
      criticalPath: ['a', 'b'],
      agents: [2, 2],
      ms: null,
      micros: null,
      unknownRoles: ['coding'],
      history: [],
    });
    const sql = new pg.Client({ connectionString: process.env.DATABASE_URL });
    await sql.connect();
    const { rows } = await sql.query('select id, workspace_id as workspace from project where id = $1', [
      uuidOf(project.id),
    ]);
    const [{ id, workspace }] = rows;
    const runner = randomUUID();
    await sql.query("insert into runner (id, workspace_id, name, public_jwk) values ($1, $2, 'past', '{}')", [
      runner,
      workspace,
    ]);
    for (const minutes of [1, 2, 3, 4, 5, 6]) {
      const task = randomUUID();
      await sql.query(
        `insert into task (id, workspace_id, project_id, number, title, status, timeout_ms, max_turns, attempt, ended_at)
         values ($1, $2, $3, $4, 'Done', 'COMPLETED', 1000, 10, 1, clock_timestamp())`,
        [task, workspace, id, 90_000 + minutes],
      );
      await sql.query(
        `insert into agent (id, workspace_id, task_id, runner_id, attempt, kind, claim_id, status, started_at, ended_at, cost_micros)
         values ($1, $2, $3, $4, 1, 'work', $1, 'completed', now() - $5::int * interval '1 minute', now(), $5::int * 1000)`,
        [randomUUID(), workspace, task, runner, minutes],
      );
    }
    await sql.end();
    const after = await api.get(`/api/flows/${flow.ref}/forecast`);
    expect(after.data).toMatchObject({
      ms: [240_000, 600_000],
      micros: [4_000, 10_000],
      unknownRoles: [],
      history: [{ role: 'coding', runs: 6, ms: [120_000, 300_000], micros: [2_000, 5_000] }],
    });
  });
});
