import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AuditLine, AuditSeal } from '@/contract/audit';
import { type Finding, verifyAudit } from '@/contract/verify-audit';
import { exportAudit } from '@/domain/audit/export-audit';
import { sealEvents, sealWorkspace } from '@/domain/audit/seal-events';
import { fromWireId } from '@/lib/ids';
import { forgetEvents } from '@/services/supervisor/forget-events';
import { buildProgram, runProgram } from '../cli/commands/run-program';
import { ProtocolRunner, send } from '../support/protocol-runner';
import { expectOneRowEach, seeMoves } from '../support/seen-moves';
import { withApi } from './with-api';

const api = withApi('own');
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
let sql: pg.Client;
let workspaceId = '';

async function exported(after = 0, seals?: number): Promise<string[]> {
  let text = '';
  for await (const piece of exportAudit(workspaceId, after, seals)) text += piece;
  return text.trimEnd().split('\n');
}
/** Other databases of this PostgreSQL hold back what has settled as long as they write. */
const settled = () =>
  expect
    .poll(
      async () => {
        await sealWorkspace(workspaceId);
        const { rows } = await sql.query(
          'select count(*)::int as n from event e where not exists (select from hot.audit_seal s where e.id = any (s.ids))',
        );
        return rows[0].n;
      },
      { timeout: 20_000 },
    )
    .toBe(0);
const findings = async (lines: string[], head?: { number: number; hash: string }): Promise<Finding[]> =>
  (await verifyAudit(lines, sha256, head)).findings;
const parsed = (line: string): AuditLine => JSON.parse(line);
const ofSeals = (lines: string[]): AuditSeal[] =>
  lines.map(parsed).filter((line): line is AuditSeal => line.kind === 'seal');

/** What was done past every rule, and undone. */
async function tampered(...statements: string[]): Promise<Finding[]> {
  await sql.query('begin');
  await sql.query("set local session_replication_role = 'replica'");
  await sql.query(
    'create table kept_events as select * from event; create table kept_seals as select * from hot.audit_seal',
  );
  for (const one of statements) await sql.query(one);
  await sql.query('commit');
  const found = await findings(await exported());
  await sql.query('begin');
  await sql.query("set local session_replication_role = 'replica'");
  await sql.query(
    'delete from event; insert into event select * from kept_events; delete from hot.audit_seal; insert into hot.audit_seal select * from kept_seals; drop table kept_events, kept_seals',
  );
  await sql.query('commit');
  return found;
}

const account = { name: 'owner', email: 'owner@example.com', password: 'correct horse battery' };
let cookie = '';
const signed = async (path: string, body: object): Promise<string> => {
  const answer = await fetch(api.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(cookie ? { cookie } : {}) },
    body: JSON.stringify(body),
  });
  expect(answer.status, await answer.clone().text()).toBeLessThan(300);
  for (const set of answer.headers.getSetCookie()) expect(set).toMatch(/HttpOnly.*SameSite=Lax/i);
  return answer.headers
    .getSetCookie()
    .map((set) => set.split(';')[0])
    .join('; ');
};

beforeAll(async () => {
  sql = new pg.Client({ connectionString: api.databaseUrl() });
  await sql.connect();
  await seeMoves(sql);
  const { id: projectId } = await api.project();
  const runner = await new ProtocolRunner(api.url).connect('desk');
  await runner.open();
  // Work that is done, given back and cancelled; and credentials of every kind.
  const done = await api.task({ title: 'Done', projectId });
  await runner.mustClaim();
  await api.post(`/api/tasks/${done.id}/cancel`);
  const waits = await api.task({ title: 'Waits', projectId });
  await api.task({ title: 'Follows', projectId, dependsOn: [waits.id] });
  await api.post(`/api/tasks/${waits.id}/cancel`);
  await api.patch('/api/settings/queue', { paused: true });
  const token = (await api.post('/api/tokens', { name: 'CI' })).data;
  await api.post(`/api/tokens/${token.id}/rotate`);
  await api.del(`/api/tokens/${token.id}`);
  await api.del(`/api/runners/${runner.runnerId}`);
  cookie = await signed('/api/auth/owner', account);
  const as = { headers: { cookie } };
  const { data: invited } = await send(api.url, 'POST', '/api/invitations', {
    ...as,
    body: { role: 'member' },
  });
  const { data: dropped } = await send(api.url, 'POST', '/api/invitations', { ...as, body: {} });
  await send(api.url, 'DELETE', `/api/invitations/${dropped.id}`, as);
  const [owner] = [cookie];
  cookie = '';
  await signed('/api/auth/register', {
    name: 'guest',
    email: 'guest@example.com',
    password: 'correct horse battery',
    invitation: invited.link.split('#')[1],
  });
  cookie = owner;
  const { data: members } = await send(api.url, 'GET', '/api/members', as);
  const guest = members.find(({ you }: { you: boolean }) => !you).id;
  await send(api.url, 'PATCH', `/api/members/${guest}`, { ...as, body: { role: 'viewer' } });
  await send(api.url, 'DELETE', `/api/members/${guest}`, as);
  cookie = await signed('/api/auth/password', {
    current: account.password,
    password: 'another horse battery',
  });
  await signed('/api/auth/logout', {});
  workspaceId = (await sql.query('select id from workspace')).rows[0].id;
}, 120_000);

describe('every move and every credential event', () => {
  it('each move of a task that the database saw has exactly one row', async () => {
    expect(await expectOneRowEach(sql)).toBeGreaterThan(4);
  });

  it.each([
    ['token.created', 1],
    ['token.rotated', 1],
    ['token.revoked', 1],
    ['enrollment.created', 1],
    ['runner.enrolled', 1],
    ['runner.revoked', 1],
    ['queue.updated', 1],
    ['project.created', 1],
    ['invitation.created', 2],
    ['invitation.revoked', 1],
    ['member.joined', 2],
    ['member.changed', 1],
    ['member.removed', 1],
    // The owner, the guest, and the owner anew after the password was changed.
    ['person.signed_in', 3],
    ['person.password_changed', 1],
    ['person.sign_in_added', 1],
  ])('%s is there as often as it happened', async (type, times) => {
    const { rows } = await sql.query('select count(*)::int as n from event where type = $1', [type]);
    expect(rows[0].n).toBe(times);
  });

  it('each session that was ended says so once', async () => {
    const { rows } = await sql.query(
      "select payload->>'sessionId' as id, count(*)::int as n from event where type = 'person.signed_out' group by 1",
    );
    expect(rows.map(({ n }) => n)).toEqual([1, 1]);
    expect((await sql.query('select count(*)::int as n from session')).rows[0].n).toBe(1);
  });
});

describe('the chain', () => {
  it('is the same however many seal at once, and holds', async () => {
    await Promise.all([sealEvents(), sealEvents(), sealWorkspace(workspaceId)]);
    await sql.query(
      `insert into event (workspace_id, type, actor) values ('${workspaceId}', 'task.created', 'system')`,
    );
    await Promise.all([sealEvents(), sealEvents(), sealWorkspace(workspaceId)]);
    await sql.query(
      `insert into event (workspace_id, type, actor, payload) select '${workspaceId}', 'task.updated', 'system', jsonb_build_object('n', n) from generate_series(1, 520) n`,
    );
    await settled();
    const lines = await exported();
    const seals = ofSeals(lines);
    expect(seals.map(({ number }) => number)).toEqual(seals.map((_, i) => i + 1));
    expect(seals.length).toBeGreaterThan(3);
    const { rows } = await sql.query('select count(*)::int as n from event');
    const verdict = await verifyAudit(lines, sha256);
    expect(verdict).toMatchObject({ findings: [], events: rows[0].n, seals: seals.length, forgotten: 0 });
  });

  it('leaves what a running transaction could still come before to the next seal', async () => {
    const writer = new pg.Client({ connectionString: process.env.DATABASE_URL });
    await writer.connect();
    const insert = `insert into event (workspace_id, type, actor) values ('${workspaceId}', 'task.updated', 'system') returning id::text`;
    await writer.query('begin');
    const { rows: held } = await writer.query(insert);
    const { rows: ready } = await sql.query(insert);
    const named = async () => ofSeals(await exported()).flatMap(({ entries }) => entries.map(([id]) => id));
    expect(await named()).not.toContain(ready[0].id);
    await writer.query('commit');
    await writer.end();
    await settled();
    const order = await named();
    expect(order.slice(-2)).toEqual([held[0].id, ready[0].id]);
  });

  it('can be taken in pages, each of them verified alone and all together', async () => {
    const whole = await exported();
    const first = await exported(0, 2);
    expect(parsed(first.at(-1)!)).toMatchObject({ kind: 'end', number: 2, more: true });
    const rest = await exported(2);
    for (const part of [first, rest, [...first, ...rest]]) expect(await findings(part)).toEqual([]);
    expect([...first, ...rest].filter((line) => parsed(line).kind !== 'end')).toEqual(whole.slice(0, -1));
  });

  it('is refused to be changed or deleted by the roles that serve requests, and by the owner unless past the triggers', async () => {
    for (const role of ['ao_app', 'ao_engine'])
      for (const statement of [
        'update hot.audit_seal set number = number + 100',
        'delete from hot.audit_seal',
        'truncate hot.audit_seal',
        "update event set actor = 'nobody'",
        'truncate event',
        ...(role === 'ao_app' ? ['delete from event'] : []),
      ]) {
        await sql.query('begin');
        await sql.query(`set local role ${role}`);
        await expect(sql.query(statement), `${role}: ${statement}`).rejects.toThrow(/permission denied/);
        await sql.query('rollback');
      }
    await expect(sql.query('delete from hot.audit_seal')).rejects.toMatchObject({ code: 'AO002' });
    await expect(sql.query('update hot.audit_seal set number = 9')).rejects.toMatchObject({ code: 'AO002' });
    await expect(sql.query("update event set actor = 'nobody'")).rejects.toMatchObject({ code: 'AO002' });
  });
});

describe('tampering', () => {
  it('a change of any field of any row is found, and named', async () => {
    const fields = [
      `payload = payload || '{"x":1}'`,
      "actor = 'system:x'",
      "type = 'token.revoked.'",
      "created_at = created_at + interval '1 microsecond'",
      'task_id = gen_random_uuid()',
      'project_id = gen_random_uuid()',
      'runner_id = gen_random_uuid()',
      'agent_id = gen_random_uuid()',
      'exception_id = gen_random_uuid()',
    ];
    const { number, entries } = ofSeals(await exported()).find(
      (seal) => seal.entries.length > fields.length,
    )!;
    const ids = entries.map(([id]) => id);
    expect(await tampered(...fields.map((set, i) => `update event set ${set} where id = ${ids[i]}`))).toEqual(
      fields.map((_, i) => ({ number, what: 'event changed', id: ids[i] })),
    );
  });

  it('every single row is found when it is deleted, moved to another workspace, or added', async () => {
    const ids = ofSeals(await exported()).flatMap(({ number, entries }) =>
      entries.map(([id]) => ({ id, number })),
    );
    for (const { id, number } of [ids[0]!, ids[7]!, ids.at(-1)!]) {
      const deleted = [{ number, what: 'event deleted', id }];
      expect(await tampered(`delete from event where id = ${id}`)).toEqual(deleted);
      expect(await tampered(`update event set workspace_id = gen_random_uuid() where id = ${id}`)).toEqual(
        deleted,
      );
      const added = await tampered(
        `insert into event (id, xid, workspace_id, type, actor) select 1000000, xid, workspace_id, 'token.created', 'system' from event where id = ${ids[3]!.id}`,
      );
      expect(added).toEqual([{ number: expect.any(Number), what: 'event inserted', id: '1000000' }]);
    }
    const all = await exported();
    for (const [i, line] of all.entries()) {
      if (i % 47) continue;
      const without = await findings(all.toSpliced(i, 1));
      expect(without.length, line).toBeGreaterThan(0);
      const twice = await findings(all.toSpliced(i, 0, line));
      if (parsed(line).kind !== 'end') expect(twice.length, line).toBeGreaterThan(0);
    }
  });

  it('a seal that is changed, taken out, or made anew with its events is found', async () => {
    expect(
      (
        await tampered(
          "update hot.audit_seal set sealed_at = sealed_at + interval '1 second' where number = 2",
        )
      )[0],
    ).toEqual({
      number: 2,
      what: 'seal changed',
      id: null,
    });
    expect((await tampered('delete from hot.audit_seal where number = 2'))[0]).toEqual({
      number: 2,
      what: 'seal deleted',
      id: null,
    });
    const head = (await verifyAudit(await exported(), sha256)).head;
    // Cut off with its events, the chain itself says nothing; the head that somebody kept does.
    await sql.query('begin');
    const cut = (await exported()).map(parsed);
    await sql.query('rollback');
    const at = cut.findLastIndex(({ kind }) => kind === 'seal');
    const last = ofSeals(cut.slice(0, at).map((line) => JSON.stringify(line))).at(-1)!;
    const shortened = [...cut.slice(0, at), { ...cut.at(-1)!, number: last.number, hash: last.hash }].map(
      (line) => JSON.stringify(line),
    );
    expect(await findings(shortened)).toEqual([]);
    expect(await findings(shortened, head)).toEqual([
      { number: head.number, what: 'seal deleted', id: null },
    ]);
  });
});

describe('the two commands that verify', () => {
  /** What both say: of the database itself, and of an export that came over HTTP. */
  async function verify() {
    await settled();
    const text = await (await fetch(`${api.url}/api/audit/export`, { headers: { cookie } })).text();
    const database = spawnSync(process.execPath, ['scripts/enter.mjs', 'audit', 'verify'], {
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        DATABASE_URL: process.env.DATABASE_URL,
        DIRECT_DATABASE_URL: process.env.DIRECT_DATABASE_URL,
      } as NodeJS.ProcessEnv,
      encoding: 'utf8',
    });
    return { database, file: await runProgram(['audit', 'verify', '-', '--json'], { input: text }) };
  }

  it('say that all is as it was, and name the one row that is not', async () => {
    await buildProgram();
    cookie = '';
    cookie = await signed('/api/auth/login', {
      email: account.email,
      password: 'another horse battery',
    });
    const whole = await verify();
    expect([whole.database.status, whole.file.code], whole.database.stderr + whole.file.stderr).toEqual([
      0, 0,
    ]);
    expect(whole.database.stdout).toContain('as it was sealed; ');
    const { rows } = await sql.query(`select id, payload from event where type = 'task.created' limit 1`);
    const [{ id, payload }] = rows;
    const write = async (value: object) => {
      await sql.query("set session_replication_role = 'replica'");
      await sql.query('update event set payload = $2 where id = $1', [id, value]);
      await sql.query("set session_replication_role = 'origin'");
    };
    await write({ ...payload, title: 'Never said' });
    try {
      const broken = await verify();
      expect([broken.database.status, broken.file.code]).toEqual([1, 1]);
      expect(broken.database.stdout).toMatch(new RegExp(`NOT AS IT WAS SEALED, .*${id} in seal `));
      expect(JSON.parse(broken.file.stdout).data.findings.map((one: Finding) => one.id)).toEqual([`${id}`]);
    } finally {
      await write(payload);
    }
  }, 240_000);
});

describe('what the retention forgets', () => {
  it('is accounted for by the chain: its digests stay, and the log says when', async () => {
    await sql.query("set session_replication_role = 'replica'");
    await sql.query("update hot.audit_seal set until = until - interval '20 days' where number in (1, 3)");
    await sql.query("set session_replication_role = 'origin'");
    const forgot = await sql.query(
      `alter table event disable trigger event_stays; select sum(cardinality(ids))::int as n from hot.audit_seal where number in (1, 3)`,
    );
    const expected = (forgot as unknown as pg.QueryResult[])[1]!.rows[0].n;
    expect(await forgetEvents(10)).toBe(expected);
    expect(await forgetEvents(10)).toBe(0);
    await settled();
    const lines = await exported();
    expect(await verifyAudit(lines, sha256)).toMatchObject({ findings: [], forgotten: expected });
    const told = lines.map(parsed).find((line) => line.kind === 'event' && line.type === 'audit.forgotten');
    expect(told).toMatchObject({ actor: 'system', payload: { seals: [1, 3], events: expected, days: 10 } });
    // Another seal's events going the same way without that word are not.
    expect(
      (
        await tampered(
          'delete from event where id in (select unnest(ids) from hot.audit_seal where number = 2)',
        )
      )[0],
    ).toMatchObject({
      number: 2,
      what: 'event deleted',
    });
    await sql.query('alter table event enable trigger event_stays');
    expect(fromWireId('ws', ofSeals(lines)[0]!.workspaceId)).toBe(workspaceId);
    await sql.end();
  });
});
