import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { ENDPOINTS } from '@/contract/endpoints';
import { Health } from '@/contract/health';
import { frame, ProtocolRunner } from '../../support/protocol-runner';
import type { Api } from '../with-api';
import { rawCall } from './raw-call';

/** What holds for every request by this door, whatever it is for. */
export function describeTheDoor(door: 'own' | 'next', api: Api): void {
  const raw = (method: string, path: string, options?: Parameters<typeof rawCall>[3]) =>
    rawCall(api.url, method, path, options);

  describe(`the ${door} door`, () => {
    it('says where there is nothing', async () => {
      for (const path of [
        '/api/nothing',
        '/api/',
        '/api/tasks/TASK-1/nothing',
        '/api/tasks//why',
        '/api/TASKS',
        '/api/toString',
        '/api/__proto__',
        '/api/tasks/../health/x',
        '/api/tasks/..%2f..',
      ]) {
        const { status, json, text } = await raw('GET', path);
        if (door === 'next' && status === 308) continue; // Next straightens a path before it is ours
        expect([status, json?.error?.code], `${path} ${text.slice(0, 100)}`).toEqual([404, 'NOT_FOUND']);
      }
    });

    it('names the methods that a path takes', async () => {
      for (const { path } of ENDPOINTS.filter(({ who, path }) => who === 'person' && !path.includes(':'))) {
        const takes = ENDPOINTS.filter((endpoint) => endpoint.path === path).map(({ method }) => method);
        for (const method of ['PUT', 'PATCH', 'DELETE', 'POST'].filter(
          (one) => !takes.includes(one as never),
        )) {
          const { status, json, headers } = await raw(method, path, {
            headers: { 'content-type': 'application/json' },
            body: '{}',
          });
          expect([status, json?.error.code, headers.allow], `${method} ${path}`).toEqual([
            405,
            'METHOD_NOT_ALLOWED',
            takes.join(', '),
          ]);
        }
      }
    });

    it('gives every answer a request id: the caller’s own where it is well formed', async () => {
      expect(
        (await raw('GET', '/api/tasks', { headers: { 'x-request-id': 'mine-1' } })).headers['x-request-id'],
      ).toBe('mine-1');
      expect(
        (await raw('GET', '/api/tasks', { headers: { 'x-request-id': 'not well <formed>' } })).headers[
          'x-request-id'
        ],
      ).toMatch(/^req_[\w-]{12}$/);
      const { headers } = await raw('GET', '/api/tasks');
      expect(headers['cache-control']).toBe('no-store');
      expect(headers['x-ratelimit-limit']).toMatch(/^\d+$/);
      expect(headers['x-ratelimit-remaining']).toMatch(/^\d+$/);
      expect(headers['x-ratelimit-reset']).toMatch(/^\d{10}$/);
    });

    it('answers HEAD as GET without a body', async () => {
      const { status, text, headers } = await raw('HEAD', '/api/tasks');
      expect([status, text]).toEqual([200, '']);
      expect(headers['content-type']).toContain('application/json');
    });

    it('is healthy, under both names, for anyone', async () => {
      for (const path of ['/api/health', '/health']) {
        const { status, json } = await raw('GET', path, { headers: { host: 'elsewhere.example' } });
        expect([status, json.status, json.checks.database.status], path).toEqual([200, 'ok', 'ok']);
        expect(Health.safeParse(json).success).toBe(true);
        expect(Object.keys(json)).toEqual(['status', 'timestamp', 'version', 'environment', 'checks']);
      }
    });

    it('describes itself to anyone', async () => {
      const { status, json } = await raw('GET', '/api/openapi.json');
      expect([status, json.openapi]).toEqual([200, '3.1.0']);
      for (const { method, path } of ENDPOINTS)
        expect(
          json.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()],
          `${method} ${path}`,
        ).toBeDefined();
    });

    it('closes the cron path to whoever does not know the secret', async () => {
      for (const headers of [
        {},
        { authorization: 'Bearer ' },
        { authorization: 'Bearer undefined' },
      ] as Record<string, string>[]) {
        expect((await raw('GET', '/api/cron/supervise', { headers })).json.error.code).toBe('UNAUTHORIZED');
      }
    });

    it('takes a task from a person and gives it back, by id and by ref', async () => {
      const { data, status } = await api.post('/api/tasks', {
        title: '  Ünïcode 💡 title ',
        description: 'a\n\tb',
        filesHint: ['./src//a.ts'],
      });
      expect([status, data.title, data.filesHint]).toEqual([201, 'Ünïcode 💡 title', ['src/a.ts']]);
      for (const name of [data.id, data.ref])
        expect((await api.get(`/api/tasks/${name}`)).data.id).toBe(data.id);
      const bad = await api.post('/api/tasks', { title: 'x', filesHint: ['../y'] });
      expect(bad.error).toMatchObject({ code: 'BAD_PATH', details: { path: '../y' } });
      const illegal = await api.patch(`/api/tasks/${data.ref}`, { status: 'COMPLETED' });
      expect([illegal.status, illegal.error.code, illegal.error.details.allowed]).toEqual([
        409,
        'ILLEGAL_TRANSITION',
        ['CANCELLED'],
      ]);
      expect((await api.patch(`/api/tasks/${data.ref}`, { title: 'y', version: 9 })).error.code).toBe(
        'STALE_VERSION',
      );
      expect((await api.del(`/api/tasks/${data.ref}`)).data).toEqual({ id: data.id, deleted: true });
      expect((await api.get(`/api/tasks/${data.ref}`)).error.code).toBe('NOT_FOUND');
    });

    it('streams events as they happen, and resumes by Last-Event-ID', async () => {
      const open = raw('GET', '/api/events/stream', {
        headers: { accept: 'text/event-stream' },
        takeMs: 2_500,
      });
      await pause(800);
      const { data: project } = await api.post('/api/projects', { name: `Live ${door}`, repo: '/srv/live' });
      const { status, headers, text } = await open;
      expect(status).toBe(200);
      expect(headers['content-type']).toBe('text/event-stream; charset=utf-8');
      expect(headers['cache-control']).toContain('no-transform');
      expect(text).toMatch(/^retry: 1000\n\nid: \d+\.\d+\n\n/);
      const [, cursor, data] = text.match(/event: project\.created\nid: (\d+\.\d+)\ndata: (.*)\n\n/) ?? [];
      expect(JSON.parse(data!)).toMatchObject({
        cursor,
        projectId: project.id,
        payload: { name: `Live ${door}` },
      });
      await api.patch(`/api/projects/${project.id}`, { defaultBranch: 'trunk' });
      const again = await raw('GET', '/api/events/stream', {
        headers: { 'last-event-id': cursor! },
        takeMs: 1_500,
      });
      expect(again.text).toContain('event: project.updated');
      expect(again.text).not.toContain('event: project.created');
      const refused = await raw('GET', '/api/events/stream', { headers: { 'last-event-id': 'nonsense' } });
      expect([refused.status, refused.json.error.code]).toEqual([400, 'BAD_REQUEST']);
      await api.del(`/api/projects/${project.id}`);
    });

    it('gives a log as a page, as a stream and as exact bytes', async () => {
      const machine = await new ProtocolRunner(api.url).connect();
      await machine.open();
      await api.task({ priority: 0 });
      const work = await machine.mustClaim();
      await machine.append(work, 0, Buffer.concat([frame(1, 'one\n'), frame(2, new Uint8Array([0xff, 10]))]));
      const path = `/api/agents/${work.agentId}/logs`;
      expect((await raw('GET', path)).json.data).toMatchObject({
        totalLines: 2,
        complete: false,
        lines: [
          { line: 1, text: 'one' },
          { line: 2, text: '\ufffd' },
        ],
      });
      const stream = await raw('GET', path, {
        headers: { accept: 'text/event-stream', 'last-event-id': '1' },
        takeMs: 1_000,
      });
      expect(stream.text).toMatch(/event: log\nid: 2\ndata: \{"lines":\[\{"line":2,/);
      expect(stream.text).not.toContain('"text":"one"');
      const bytes = await fetch(new URL(`${path}/raw`, api.url));
      expect(Buffer.from(await bytes.arrayBuffer())).toEqual(
        Buffer.from([...Buffer.from('one\n'), 0xff, 10]),
      );
      expect(bytes.headers.get('content-disposition')).toMatch(/^attachment; filename="TASK-\d+-1\.log"$/);
      expect(bytes.headers.get('content-type')).toBe('application/octet-stream');
      const missing = await raw('GET', `/api/agents/agent_${'0'.repeat(32)}/logs`, {
        headers: { accept: 'text/event-stream' },
      });
      expect([missing.status, missing.json.error.code]).toEqual([404, 'NOT_FOUND']);
    });
  });
}
