import { createHash, randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { ATTACHMENTS_MOST } from '@/contract/attachment-limits';
import { ProtocolRunner } from '../support/protocol-runner';
import { rawCall } from './api/raw-call';
import { withApi } from './with-api';

const api = withApi('own', { QUOTA_ATTACHMENT_BYTES: '30000000' });
let projectId: string;
let runner: ProtocolRunner;

beforeAll(async () => {
  projectId = (await api.project()).id;
  runner = await new ProtocolRunner(api.url).connect('desk');
  await runner.open();
});

const PNG = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), randomBytes(40)]);
const send = async (ref: string, name: string, bytes: string | Buffer, more: Record<string, string> = {}) => {
  const path = `/api/tasks/${ref}/attachments?name=${encodeURIComponent(name)}`;
  const headers = { 'content-type': 'application/octet-stream', ...more };
  return rawCall(api.url, 'POST', path, { headers, body: bytes });
};
const listed = async (ref: string) => (await api.get(`/api/tasks/${ref}/attachments`)).data;
const remove = (path: string) => rawCall(api.url, 'DELETE', path);
/** Nothing takes it. */
const draft = () => api.task({ projectId, draft: true });
const download = (id: string) => fetch(`${api.url}/api/attachments/${id}`);

describe('files that people give to a task', () => {
  it('come back byte for byte, to be saved and never shown as a page', async () => {
    const task = await draft();
    const { status, json } = await send(task.ref, 'C:\\pictures\\Screen shot.png', PNG);
    expect([status, json.data]).toMatchObject([
      201,
      {
        name: 'Screen shot.png',
        mediaType: 'image/png',
        size: PNG.length,
        sha256: createHash('sha256').update(PNG).digest('hex'),
        author: { name: 'You' },
      },
    ]);
    const answer = await download(json.data.id);
    expect(Buffer.from(await answer.arrayBuffer()).equals(PNG)).toBe(true);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': 'attachment; filename="Screen shot.png"',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
    });
    const page = await send(task.ref, 'page.html', '<script>alert(1)</script>');
    const shown = await download(page.json.data.id);
    expect(shown.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(shown.headers.get('content-disposition')).toMatch(/^attachment;/);
  });

  it('are there once, however often they are sent, and go with their events', async () => {
    const task = await draft();
    const [one, again, other] = await Promise.all([
      send(task.ref, 'a.txt', 'first'),
      send(task.ref, 'b.txt', 'first'),
      send(task.ref, 'a.txt', 'second'),
    ]);
    expect((await send(task.ref, 'a.txt', 'first')).json.data.id).toBe(one.json.data.id);
    expect(await listed(task.ref)).toHaveLength(3);
    for (const { json } of [one, again, other])
      expect((await remove(`/api/attachments/${json.data.id}`)).json.data.deleted).toBe(true);
    expect((await download(one.json.data.id)).status).toBe(404);
    const types = (await api.get(`/api/events?taskId=${task.id}&limit=20`)).data.map(
      ({ type }: { type: string }) => type,
    );
    expect(types.filter((type: string) => type === 'attachment.added')).toHaveLength(3);
    expect(types.filter((type: string) => type === 'attachment.deleted')).toHaveLength(3);
  });

  it('are another thing under a key that was used for others', async () => {
    const task = await draft();
    const key = { 'idempotency-key': 'one-file' };
    const first = await send(task.ref, 'a.txt', 'one', key);
    expect((await send(task.ref, 'a.txt', 'one', key)).json).toEqual(first.json);
    expect((await send(task.ref, 'a.txt', 'two', key)).json.error.code).toBe('IDEMPOTENCY_MISMATCH');
  });

  it('are refused where they are empty, have no name, or are too many, also all at once', async () => {
    const task = await draft();
    expect((await send(task.ref, 'a.txt', '')).json.error).toMatchObject({ code: 'VALIDATION_ERROR' });
    expect((await send(task.ref, '../..', 'x')).json.error).toMatchObject({ code: 'VALIDATION_ERROR' });
    const all = await Promise.all(
      Array.from({ length: ATTACHMENTS_MOST + 5 }, (_, i) => send(task.ref, `${i}.txt`, `${i}`)),
    );
    expect(all.filter(({ status }) => status === 201)).toHaveLength(ATTACHMENTS_MOST);
    expect(all.find(({ status }) => status !== 201)?.json.error).toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('20 files'),
    });
    expect(await listed(task.ref)).toHaveLength(ATTACHMENTS_MOST);
  });

  it('are refused past the quota of the workspace, which counts those of every task', async () => {
    const [one, two] = [await draft(), await draft()];
    const large = (n: number) => Buffer.alloc(10_000_000, n);
    expect((await send(one.ref, '1.bin', large(1))).status).toBe(201);
    expect((await send(one.ref, '2.bin', large(2))).status).toBe(201);
    const refused = await send(two.ref, '3.bin', large(3));
    expect([refused.status, refused.json.error.code, refused.json.error.details]).toEqual([
      403,
      'QUOTA_REACHED',
      { quota: 'attachmentBytes', limit: 30_000_000 },
    ]);
    expect(await listed(two.ref)).toEqual([]);
    expect((await api.get('/api/workspace')).data.quotas.attachmentBytes.used).toBeGreaterThan(20_000_000);
    await remove(`/api/tasks/${one.ref}`);
    expect((await send(two.ref, '3.bin', large(3))).status).toBe(201);
  });

  it('are read by the live agent of their task, and by no other', async () => {
    const [mine, theirs] = [await api.task({ projectId }), await draft()];
    const own = (await send(mine.ref, 'own.png', PNG)).json.data;
    const foreign = (await send(theirs.ref, 'foreign.txt', 'foreign')).json.data;
    const agent = await runner.mustClaim();
    expect(agent.taskRef).toBe(mine.ref);
    const { id, name, mediaType, size, sha256 } = own;
    expect((await runner.as(agent, 'GET', 'attachments')).data).toEqual([
      { id, name, mediaType, size, sha256 },
    ]);
    const at = `${api.url}/api/runner/agents/${agent.agentId}/attachments`;
    const headers = { authorization: `Bearer ${agent.token}` };
    const bytes = await (await fetch(`${at}/${id}`, { headers })).arrayBuffer();
    expect(Buffer.from(bytes).equals(PNG)).toBe(true);
    expect((await fetch(`${at}/${foreign.id}`, { headers })).status).toBe(404);
    await runner.begin(agent);
    await runner.finish(agent, {}, []);
    const late = await fetch(`${at}/${id}`, { headers });
    expect((await late.json()).error.code).toBe('LEASE_LOST');
  });

  it('are there for whoever does the task again, goes on from it, or does a part of it', async () => {
    const post = async (path: string, body: object = {}) => (await api.post(path, body)).data;
    const names = async (ref: string) => {
      const agent = await runner.mustClaim();
      expect(agent.taskRef).toBe(ref);
      const { data } = await runner.as(agent, 'GET', 'attachments');
      const at = `${api.url}/api/runner/agents/${agent.agentId}/attachments/${data[0].id}`;
      const bytes = await fetch(at, { headers: { authorization: `Bearer ${agent.token}` } });
      expect(await bytes.text()).toBe('what happened');
      await runner.begin(agent);
      return { agent, names: data.map(({ name }: { name: string }) => name) };
    };
    const first = await api.task({ projectId, role: 'planner', priority: 0 });
    await send(first.ref, 'trace.txt', 'what happened');
    await post(`/api/tasks/${first.ref}/cancel`);
    const again = await post(`/api/tasks/${first.ref}/retry`);
    await send(again.ref, 'trace.txt', 'what happened');
    await send(again.ref, 'more.txt', 'more');
    const tried = await names(again.ref);
    expect(tried.names).toEqual(['trace.txt', 'more.txt']);
    await runner.finish(tried.agent, { headSha: null, changes: null });
    const further = await post(`/api/tasks/${again.ref}/follow-up`, { text: 'And then?' });
    const went = await names(further.ref);
    expect(went.names).toEqual(['trace.txt', 'more.txt']);
    await post(`/api/agents/${went.agent.agentId}/kill`);
    await runner.finish(went.agent, { outcome: 'cancelled', headSha: null, changes: null });
    const [asked] = (await api.get(`/api/exceptions?taskId=${further.ref}`)).data;
    await api.patch(`/api/exceptions/${asked.ref}`, { option: 'split', text: 'One\nTwo' });
    const [part] = (await api.get(`/api/tasks?parent=${further.ref}&sort=number&order=asc`)).data;
    expect((await names(part.ref)).names).toEqual(['trace.txt', 'more.txt']);
  });
});
