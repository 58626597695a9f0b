import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { metrics } from '@/lib/metrics';
import { type ApiServer, startApi } from '../support/api-server';
import { frame, ProtocolRunner, send } from '../support/protocol-runner';
import { withDatabase } from '../support/with-database';

withDatabase();
let api: ApiServer;
let runner: ProtocolRunner;
beforeAll(async () => {
  process.env.METRICS_TOKEN = 'the-token-of-prometheus';
  api = await startApi({ door: 'own' });
  await send(api.url, 'POST', '/api/projects', { body: { name: 'shop', repo: '/srv/shop' } });
  runner = await new ProtocolRunner(api.url).connect();
  await runner.open();
});
afterAll(() => api?.stop());

const scrape = (headers: Record<string, string> = { authorization: 'Bearer the-token-of-prometheus' }) =>
  fetch(`${api.url}/metrics`, { headers });

/** Every sample by its name and labels. */
async function samples(): Promise<Map<string, number>> {
  const lines = (await (await scrape()).text()).split('\n').filter((line) => line && !line.startsWith('#'));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  );
}

describe('the figures for Prometheus', () => {
  it('tell what runners did and how things stand', async () => {
    for (const title of ['one', 'two', 'three'])
      await send(api.url, 'POST', '/api/tasks', { body: { title } });
    const work = await runner.mustClaim();
    const chunk = frame(1, 'hello\n');
    await runner.begin(work);
    await runner.heartbeatWith(work);
    await runner.append(work, 0, chunk);
    await runner.finish(work, { outcome: 'failed', reason: 'process_crash', message: 'no' }, [chunk]);
    await runner.mustClaim();
    const seen = await samples();
    expect(Object.fromEntries(seen)).toMatchObject({
      'ao_claims_total{answer="granted"}': 2,
      ao_heartbeats_total: 1,
      ao_log_bytes_total: chunk.length,
      'ao_results_total{outcome="failed"}': 1,
      'ao_http_request_seconds_count{route="createTask",status="201"}': 3,
      'ao_batch_size_count{batch="append-chunks"}': 1,
      'ao_leases{state="live"}': 1,
      'ao_leases{state="expired"}': 0,
      'ao_runners{liveness="busy"}': 1,
      'ao_runners{liveness="online"}': 0,
      'ao_tasks{status="ASSIGNED"}': 1,
      'ao_tasks{status="QUEUED"}': 2,
      ao_claim_wait_seconds_count: 2,
    });
    expect(seen.get('ao_pool_connections{pool="engine",state="idle"}')).toBeGreaterThan(0);
    expect(seen.get('ao_pool_connections{pool="reading",state="waited for"}')).toBe(0);
    expect(seen.get('ao_process_cpu_seconds_total')).toBeGreaterThan(0);
  });

  it('name nobody: no id, no title, no machine stands in a label', async () => {
    const said = await (await scrape()).text();
    expect(said).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-|task_|shop|laptop|aor_|aoj_|the-token/);
  });

  it('are for whoever has the token, and for nobody else where there is one', async () => {
    for (const headers of [{}, { authorization: 'Bearer another-token-of-it' }, { authorization: 'x' }])
      expect((await scrape(headers as Record<string, string>)).status).toBe(401);
    const { env } = await import('@/lib/env');
    const token = env().METRICS_TOKEN;
    try {
      env().METRICS_TOKEN = undefined;
      expect((await scrape({})).status).toBe(200);
      expect(await statusAs('metrics.evil.example')).toBe(404);
    } finally {
      env().METRICS_TOKEN = token;
    }
  });

  it('stand in docs/operations.md, each with what it tells, and no other does', () => {
    const table = readFileSync('docs/operations.md', 'utf8');
    const named = [...table.matchAll(/^\| `(ao_\w+)`/gm)].map(([, name]) => name);
    const own = metrics()
      .registry.getMetricsAsArray()
      .map(({ name }) => name)
      .filter((name) => !/^ao_(process|nodejs)_/.test(name));
    expect(named.sort()).toEqual(own.sort());
  });
});

/** What a request gets that names another host, as a page can make a browser do. */
function statusAs(host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${api.url}/metrics`, { headers: { host } }, async (response) => {
      await text(response);
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}
