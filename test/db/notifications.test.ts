import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { appendEvent } from '@/domain/events/append-event';
import { openException } from '@/domain/exceptions/open-exception';
import { getWatch, setWatch } from '@/domain/notifications/watch-task';
import { addRemark } from '@/domain/remarks/add-remark';
import { changeRemark } from '@/domain/remarks/change-remark';
import { deleteRemark } from '@/domain/remarks/delete-remark';
import { asWorkspace, type Tx } from '@/lib/db';
import { toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { isPublicAddress } from '@/lib/push/endpoint-fault';
import { notifyPeople } from '@/services/notifier/start-notifier';
import { send } from '../support/protocol-runner';
import { startPushService } from '../support/push-service';
import { withApi } from './with-api';
import { refusal, uuidOf } from './world';

const api = withApi('own', { PUSH_TO_LOOPBACK: 'true' });
let sql: pg.Client;
let workspaceId: string;
let me: string;
let projectId: string;
let push: Awaited<ReturnType<typeof startPushService>>;

beforeAll(async () => {
  sql = new pg.Client({ connectionString: api.databaseUrl() });
  await sql.connect();
  projectId = (await api.project()).id;
  const { rows } = await sql.query('select workspace_id, user_id from member');
  ({ workspace_id: workspaceId, user_id: me } = rows[0]);
  push = await startPushService();
});
afterAll(async () => {
  await push?.stop();
  await sql?.end();
});

/** News are told once nothing that was begun before them is still being written, in whichever database of the server. */
const settled = () =>
  vi.waitUntil(
    async () => {
      const { rows } = await sql.query(
        'select coalesce(max(xid) < pg_snapshot_xmin(pg_current_snapshot()), true) as settled from event',
      );
      return rows[0].settled;
    },
    { timeout: 20_000 },
  );
const notify = async () => {
  await settled();
  return notifyPeople();
};
const task = (more: object = {}) => api.task({ projectId, ...more });
const asks = async (task: { id: string }, title = 'Which colour?') => {
  const id: string = randomUUID();
  await asWorkspace({ workspaceId, userId: me }, (_, runs) =>
    openException(runs, {
      id,
      workspaceId,
      taskId: uuidOf(task.id),
      type: 'QUESTION',
      severity: 'medium',
      title,
      body: '\u001b[31mRed\u001b[0m\nor blue.',
      options: [{ id: 'retry', label: 'Retry', consequence: 'Once more' }],
      actor: 'system',
    }),
  );
  return id;
};
const told = async (more = ''): Promise<{ title: string; ref: string }[]> => {
  await settled();
  return (await api.get(`/api/notifications${more}`)).data;
};
const everyone = async () => {
  await notify();
  const { rows } = await sql.query('select user_id, title from notification order by id');
  return rows as { user_id: string; title: string }[];
};

describe('what needs a person', () => {
  it('is told once to the one who may act, read, and taken back when it is settled elsewhere', async () => {
    const shed = await task({ title: 'Paint the shed' });
    await asks(shed);
    await settled();
    const [one, ...others] = (await api.get('/api/notifications')).data;
    expect(others).toEqual([]);
    expect(one).toMatchObject({
      kind: 'needs_you',
      title: `${shed.ref} asks: Which colour?`,
      body: 'Paint the shed. Red or blue.',
      url: `/exceptions?e=${one.ref}`,
      readAt: null,
      actions: [
        { label: 'Answer', url: `/exceptions?e=${one.ref}` },
        { label: 'Open task', url: `/tasks/${shed.ref}` },
      ],
    });
    expect((await api.post('/api/notifications/read', { ids: [one.id] })).data).toEqual({ read: 1 });
    expect(await told('?unread=true')).toEqual([]);
    const { status } = await api.patch(`/api/exceptions/${one.ref}`, { status: 'dismissed' });
    expect(status).toBe(200);
    expect(await told()).toEqual([]);
  });

  it('is no longer told where it was settled before anybody was', async () => {
    const one = await task();
    const id = await asks(one);
    await sql.query("update exception set status = 'dismissed', resolved_at = now() where id = $1", [id]);
    expect(await told()).toEqual([]);
  });

  it('takes the place of what was told of the same task, and is new again', async () => {
    const fence = await task({ title: 'Fence' });
    const failed = () =>
      asWorkspace(workspaceId, async (_, runs) =>
        appendEvent(runs, { workspaceId, type: 'task.failed', actor: 'system', taskId: uuidOf(fence.id) }),
      );
    await sql.query("set session_replication_role = 'replica'");
    await sql.query("update task set status = 'FAILED', ready = null, claim_key = null where id = $1", [
      uuidOf(fence.id),
    ]);
    await sql.query("set session_replication_role = 'origin'");
    await failed();
    expect((await told()).map(({ title }) => title)).toEqual([`${fence.ref} failed`]);
    await api.post('/api/notifications/read', { url: `/tasks/${fence.ref}` });
    expect(await told('?unread=true')).toEqual([]);
    await failed();
    expect(await told('?unread=true')).toHaveLength(1);
    expect(await told()).toHaveLength(1);
    expect(
      (await api.get(`/api/notifications/away?since=${new Date(Date.now() - 60_000).toISOString()}`)).data,
    ).toMatchObject({ done: 0, needsYou: 0 });
    await api.post('/api/notifications/read', { all: true });
  });

  it('is told to nobody who may not act on it, or does not see its project', async () => {
    const [viewer, member] = [randomUUID(), randomUUID()];
    for (const [id, role] of [
      [viewer, 'viewer'],
      [member, 'member'],
    ]) {
      await sql.query('insert into "user" (id, name, email) values ($1, $2, $3)', [
        id,
        role,
        `${role}@example.com`,
      ]);
      await sql.query('insert into member (workspace_id, user_id, role) values ($1, $2, $3)', [
        workspaceId,
        id,
        role,
      ]);
    }
    await notify();
    await sql.query('delete from notification');
    const one = await task();
    const open = await asks(one);
    expect((await everyone()).map(({ user_id }) => user_id).sort()).toEqual([me, member].sort());
    await sql.query('delete from notification');
    await sql.query('delete from exception where id = $1', [open]);
    const secret = await api.project({ visibility: 'private' });
    await asks(await task({ projectId: secret.id }), 'A secret?');
    expect((await everyone()).map(({ user_id }) => user_id)).toEqual([me]);
    await sql.query('delete from notification');
    await sql.query('delete from member where user_id <> $1', [me]);
    await sql.query('delete from exception');
    await sql.query("delete from project where visibility = 'private'");
  });

  it('is told by the ways that its person has chosen', async () => {
    const chosen = await api.patch('/api/notifications/settings', {
      channels: { needs_you: { inApp: false }, comment: { push: true } },
    });
    expect(chosen.data.channels).toEqual({
      needs_you: { inApp: false, push: true },
      failed: { inApp: true, push: true },
      mention: { inApp: true, push: true },
      comment: { inApp: false, push: true },
      done: { inApp: false, push: false },
    });
    await asks(await task());
    expect(await told()).toEqual([]);
    await api.patch('/api/notifications/settings', { channels: { needs_you: { inApp: true } } });
  });
});

describe('what people say of a task', () => {
  const ana: string = randomUUID();
  const asAna = async <T>(run: (tx: Tx, runs: Runs) => Promise<T>) =>
    asWorkspace({ workspaceId, userId: ana }, run);
  const toldTo = async (userId: string) => {
    await notify();
    const { rows } = await sql.query(
      'select kind, title, body, withdrawn_at from notification where user_id = $1 and in_app order by id',
      [userId],
    );
    return rows;
  };
  beforeAll(async () => {
    await sql.query('insert into "user" (id, name, email) values ($1, $2, $3)', [
      ana,
      'Ana',
      'ana@example.com',
    ]);
    await sql.query("insert into member (workspace_id, user_id, role) values ($1, $2, 'member')", [
      workspaceId,
      ana,
    ]);
    await notify();
    await sql.query('delete from notification');
  });
  afterAll(() => sql.query('delete from member where user_id = $1', [ana]));

  it('is told to whom it names, changed and taken back by its author alone', async () => {
    const bench = await task({ title: 'Bench' });
    const at = `/api/tasks/${bench.ref}/discussion`;
    const { data: remark } = await api.post(at, { text: 'Hello **@ana**, is this right?' });
    expect(remark).toMatchObject({ yours: true, mentions: [{ name: 'Ana' }], editedAt: null });
    expect(await toldTo(ana)).toMatchObject([
      { kind: 'mention', body: 'Hello **@ana**, is this right?', withdrawn_at: null },
    ]);
    const who = { workspaceId, userId: ana };
    expect(await refusal(asAna((tx, runs) => changeRemark(tx, runs, who, remark.id, 'Mine')))).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await refusal(asAna((tx, runs) => deleteRemark(tx, runs, who, remark.id)))).toMatchObject({
      code: 'NOT_FOUND',
    });
    const { data: changed } = await api.patch(`/api/discussion/${remark.id}`, { text: 'Hello.' });
    expect(changed).toMatchObject({ text: 'Hello.', mentions: [], editedAt: expect.any(String) });
    await api.del(`/api/discussion/${remark.id}`);
    expect((await api.get(at)).data).toEqual([]);
    expect(await toldTo(ana)).toMatchObject([{ withdrawn_at: expect.any(Date) }]);
  });

  it('is told to those who asked to follow it, not to those who do not any more', async () => {
    const bench = await task({ title: 'Bench' });
    const who = { workspaceId, userId: ana, ref: bench.ref };
    await sql.query('delete from notification');
    expect(await asAna((tx) => getWatch(tx, ana, bench.ref))).toEqual({ watching: false, chosen: false });
    await asAna((tx, runs) => addRemark(tx, runs, who, 'I look at it.'));
    expect(await asAna((tx) => getWatch(tx, ana, bench.ref))).toEqual({ watching: true, chosen: false });
    await asAna((tx) => setWatch(tx, who, true));
    await api.post(`/api/tasks/${bench.ref}/discussion`, { text: 'Go on.' });
    expect(await toldTo(ana)).toMatchObject([{ kind: 'comment', body: 'Go on.' }]);
    await asAna((tx) => setWatch(tx, who, false));
    await api.post(`/api/tasks/${bench.ref}/discussion`, { text: 'Still there?' });
    expect(await toldTo(ana)).toHaveLength(1);
  });

  it('is somebody’s: who is given a task is told, and finds it among theirs', async () => {
    const bench = await task({ title: 'Bench' });
    await sql.query('delete from notification');
    const put = (assigneeId: string | null) =>
      send(api.url, 'PUT', `/api/tasks/${bench.ref}/assignee`, { body: { assigneeId } });
    expect((await put(toWireId('user', ana))).data.assignee).toEqual({
      id: toWireId('user', ana),
      name: 'Ana',
    });
    expect(await toldTo(ana)).toMatchObject([{ kind: 'mention', title: `${bench.ref} is yours now` }]);
    const refs = async (assignee: string) =>
      (await api.get(`/api/tasks?assignee=${assignee}&limit=100`)).data.map(
        ({ ref }: { ref: string }) => ref,
      );
    expect(await refs(toWireId('user', ana))).toEqual([bench.ref]);
    expect(await refs('none')).not.toContain(bench.ref);
    expect(await refs('me')).toEqual([]);
    await put(null);
    expect(await toldTo(ana)).toMatchObject([{ withdrawn_at: expect.any(Date) }]);
    expect((await put(toWireId('user', randomUUID()))).error?.details?.fieldErrors?.[0]?.path).toBe(
      'assigneeId',
    );
    const secret = await api.project({ visibility: 'private' });
    const hidden = await task({ projectId: secret.id });
    const given = await send(api.url, 'PUT', `/api/tasks/${hidden.ref}/assignee`, {
      body: { assigneeId: toWireId('user', ana) },
    });
    expect(given.status).toBe(400);
  });
});

describe('a browser', () => {
  it('is told through its push service what it alone can read, and told when that is over', async () => {
    const { data: browser, status } = await api.post('/api/push-subscriptions', push.subscription);
    expect(status).toBe(201);
    expect(JSON.stringify((await api.get('/api/notifications/settings')).data)).not.toContain('browser/1');
    const door = await task({ title: 'Door' });
    await asks(door);
    expect(await notify()).toBeGreaterThan(0);
    const { publicKey } = (await api.get('/api/notifications/settings')).data.push;
    const [first] = push.received;
    expect(first?.message).toMatchObject({
      title: `${door.ref} asks: Which colour?`,
      body: 'Door. Red or blue.',
    });
    expect(first?.headers).toMatchObject({ 'content-encoding': 'aes128gcm', urgency: 'high' });
    expect(first?.headers.authorization).toContain(`k=${publicKey}`);
    expect(first?.claims).toMatchObject({ sub: expect.stringMatching(/^mailto:/) });
    await notify();
    expect(push.received).toHaveLength(1);
    await api.patch(`/api/exceptions/${String(first?.message.url).split('=')[1]}`, { status: 'dismissed' });
    await notify();
    expect(push.received.map(({ message }) => message).slice(1)).toEqual([{ withdrawn: first?.message.tag }]);
    expect((await api.get('/api/notifications/settings')).data.push.browsers).toEqual([
      { ...browser, lastSentAt: expect.any(String) },
    ]);
  });

  it('is told later where its service is busy, and forgotten where nobody listens any more', async () => {
    push.answers.push({ status: 503, headers: { 'retry-after': '120' } });
    await asks(await task());
    await notify();
    const due = async () =>
      (
        await sql.query(
          'select attempts, extract(epoch from due_at - clock_timestamp()) as s from push_delivery where due_at is not null',
        )
      ).rows[0];
    expect(await due()).toMatchObject({ attempts: 1 });
    expect(Number((await due()).s)).toBeGreaterThan(110);
    await sql.query('update push_delivery set due_at = clock_timestamp() where due_at is not null');
    push.answers.push({ status: 410 });
    await notify();
    expect((await api.get('/api/notifications/settings')).data.push.browsers).toEqual([]);
    expect(push.received).toHaveLength(2);
  });

  it('can name no address of this house, nor of anybody’s own network', async () => {
    for (const endpoint of [
      'http://push.example.com/a',
      'https://10.0.0.1/a',
      'https://169.254.169.254/latest',
      'https://[fd00::1]/a',
      'https://[::ffff:10.0.0.1]/a',
      'https://intranet/a',
      'https://push.example.com:8443/a',
      'https://me@push.example.com/a',
      'file:///etc/passwd',
    ]) {
      const { status, error } = await api.post('/api/push-subscriptions', { ...push.subscription, endpoint });
      expect([status, error?.details?.fieldErrors?.[0]?.path], endpoint).toEqual([400, 'endpoint']);
    }
    for (const address of [
      '127.0.0.1',
      '192.168.1.1',
      '100.64.0.1',
      '::1',
      'fe80::1',
      '2002:a00:1::',
      '::ffff:8.8.8.8',
    ])
      expect(isPublicAddress(address), address).toBe(false);
    for (const address of ['8.8.8.8', '2607:f8b0:4004::1'])
      expect(isPublicAddress(address), address).toBe(true);
  });
});
