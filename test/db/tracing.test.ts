import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { getTask, listTasks } from '@/contract/task-calls';
import { logger } from '@/lib/logger';
import { disposeShared } from '@/lib/shared';
import { tracing } from '@/lib/tracing';
import { type ApiServer, startApi } from '../support/api-server';
import { ProtocolRunner, send } from '../support/protocol-runner';
import { withDatabase } from '../support/with-database';

interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  links?: { spanId: string }[];
}

withDatabase();
const spans: Span[] = [];
let receiver: Server;
let api: ApiServer;
const named = (name: string) => spans.filter((span) => span.name === name);
const childrenOf = (parent: Span) => spans.filter((span) => span.parentSpanId === parent.spanId);
const secret = 'a title that no span may show';

beforeAll(async () => {
  receiver = createServer(async (request, response) => {
    // biome-ignore lint/suspicious/noExplicitAny: OTLP as JSON
    const body = (await json(request)) as any;
    expect(request.url).toBe('/v1/traces');
    for (const resource of body.resourceSpans)
      for (const scope of resource.scopeSpans) spans.push(...(scope.spans as Span[]));
    response.end('{}');
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  process.env.OTEL_BSP_SCHEDULE_DELAY = '50';
  process.env.LOG_LEVEL = 'debug';
  api = await startApi({ door: 'own' });
  vi.spyOn(logger(), 'debug').mockImplementation(() => {});
  await send(api.url, 'POST', '/api/projects', { body: { name: 'shop', repo: '/srv/shop' } });
});
afterAll(async () => {
  await api.stop();
  await disposeShared();
  receiver.closeAllConnections();
  receiver.close();
});

describe('spans', () => {
  it('lead from a call of the program through the server to the statement, in one trace', async () => {
    const { call, callList } = await import('../../cli/src/server/call');
    await callList(api.url, listTasks, {});
    await vi.waitFor(() => expect(named('call listTasks')).toHaveLength(1), 10_000);
    await vi.waitFor(() => expect(named('listTasks')).toHaveLength(1), 10_000);
    const [[ours], [theirs]] = [named('call listTasks'), named('listTasks')] as [[Span], [Span]];
    expect(theirs).toMatchObject({ traceId: ours.traceId, parentSpanId: ours.spanId });
    await vi.waitFor(
      () => expect(childrenOf(theirs).map(({ name }) => name)).toContain('SELECT task'),
      10_000,
    );

    const fault = await call(api.url, getTask, { params: { id: 'TASK-99' } }).catch((error) => error);
    expect(fault.facts).toMatchObject({
      status: 404,
      requestId: expect.stringMatching(/^req_[0-9a-f]{12}$/),
    });
    const lines = vi.mocked(logger().debug).mock.calls.map(([line]) => line);
    expect(lines).toContainEqual(
      expect.objectContaining({ route: 'getTask', status: 404, requestId: fault.facts.requestId }),
    );
  });

  it('of a batch stand under its first request and are linked to all', async () => {
    const runner = await new ProtocolRunner(api.url).connect();
    await runner.open();
    for (let n = 0; n < 3; n++) await send(api.url, 'POST', '/api/tasks', { body: { title: secret } });
    const work = await runner.mustClaim();
    await runner.begin(work);
    await runner.finish(work, { outcome: 'released' });
    for (const batch of ['grant-claims', 'finish-agents']) {
      await vi.waitFor(() => expect(named(batch).length).toBeGreaterThan(0), 10_000);
      const first = named(batch)[0]!;
      await vi.waitFor(() => expect(childrenOf(first).length).toBeGreaterThan(0), 10_000);
      const request = spans.find(({ spanId }) => spanId === first.parentSpanId);
      expect(request?.name).toBe(batch === 'grant-claims' ? 'claim' : 'finishAgent');
      expect(first.links?.map(({ spanId }) => spanId)).toContain(request?.spanId);
    }
    expect(JSON.stringify(spans)).not.toContain(secret);
  });
});

describe('without an address for them', () => {
  it('there are none, and nothing of them is loaded', async () => {
    await api.stop();
    await disposeShared();
    const { env } = await import('@/lib/env');
    env().OTEL_EXPORTER_OTLP_ENDPOINT = undefined;
    api = await startApi({ door: 'own' });
    expect(tracing()).toBeNull();
    const before = spans.length;
    expect((await send(api.url, 'GET', '/api/tasks')).status).toBe(200);
    expect(spans.length).toBe(before);
  });
});
