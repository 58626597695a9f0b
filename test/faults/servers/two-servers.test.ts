import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ProtocolRunner, send } from '../../support/protocol-runner';
import { chance } from '../../support/random-history';
import { signedIn } from '../../support/signed-in';
import { withDatabase } from '../../support/with-database';
import { auditDatabase } from '../auditor/audit-database';
import { FAULT_TIMERS } from '../harness/timers';
import { type Servers, startTwoServers } from '../harness/two-servers';
import { Member } from './member';

/** SERVER_KILLS=50 makes a long run; SEED repeats the order of kills. */
const KILLS = Number(process.env.SERVER_KILLS) || 2;
const SEED = Number(process.env.SEED) || 7;
const TASKS_A_KILL = 6;
/** Longer than a lease and its grace: meanwhile another machine is given the task. */
const SILENCE_MS = FAULT_TIMERS.leaseTtlMs + FAULT_TIMERS.leaseGraceMs + 1000;
const ENDED = ['COMPLETED', 'FAILED', 'CANCELLED', 'SKIPPED'];

const database = withDatabase();
let servers: Servers;
let sql: pg.Client;
let projectId: string;

beforeAll(async () => {
  servers = await startTwoServers(database.url, { AGENT_ORCHESTRATOR_TIMERS: JSON.stringify(FAULT_TIMERS) });
  sql = new pg.Client({ connectionString: database.url });
  await sql.connect();
  const made = await send(servers.url, 'POST', '/api/projects', {
    body: { name: 'Shop', repo: '/srv/shop' },
  });
  projectId = made.data.id;
}, 120_000);
afterAll(async () => {
  await servers?.end();
  await sql?.end();
});

test(
  `two servers, one with a clock ten minutes ahead, and eight machines, all killed now and then, do each task once and lose none (SEED=${SEED})`,
  async () => {
    const dice = chance(SEED);
    const members = Array.from({ length: 8 }, (_, n) => new Member(servers.url, `m${n}`));
    const lives = Promise.all(members.map((member) => member.live(SILENCE_MS)));
    lives.catch(() => {});
    const acknowledged: string[] = [];
    let back = Promise.resolve();
    for (let n = 0; n < KILLS; n++) {
      for (let more = 0; more < TASKS_A_KILL; more++) {
        const made = await task();
        if (made) acknowledged.push(made);
        if (more % 3 === 2) dice.of(members).strike(dice.of(['restart', 'silence'] as const));
      }
      await back;
      const victim = servers.all[(SEED + n) % 2]!;
      await victim.kill();
      // Meanwhile the other one works on alone.
      back = pause(dice.below(500)).then(() => victim.start());
    }
    await back;
    const ended = await people(acknowledged, KILLS * 10_000 + 60_000);
    for (const member of members) member.stop();
    await lives;

    expect(ended, 'every task that was acknowledged has come to its end').toEqual([]);
    expect(await auditDatabase(sql)).toEqual([]);
    const held = members.flatMap((member) => member.held);
    const given = held.map(({ assignment }) => assignment.agentId);
    expect(new Set(given).size, 'no agent was given to two machines').toBe(given.length);
    const accepted = held
      .filter((one) => one.accepted)
      .map(({ assignment: { taskRef, kind } }) => `${taskRef} ${kind}`);
    expect(new Set(accepted).size, 'no step of a task was accepted twice').toBe(accepted.length);
    const deaths = members.reduce((sum, member) => sum + member.deaths, 0);
    console.log(
      `${acknowledged.length} tasks, ${given.length} agents, ${KILLS} servers killed, ${deaths} machines`,
    );
    expect(given.length, 'some work was begun again').toBeGreaterThan(accepted.length);
  },
  120_000 + KILLS * 30_000,
);

test('a machine is known to both servers, whatever their own clocks say', async () => {
  for (const { url } of servers.all) {
    const { data } = await send(url, 'POST', '/api/enrollments', { body: { name: 'laptop' } });
    const machine = new ProtocolRunner(url);
    machine.runnerId = (await machine.enrollWith(data.token)).data.runnerId;
    const issue = async (late: number) => {
      const now = Math.floor(Date.now() / 1000) - late;
      const assertion = await machine.assertion({ claims: { iat: now }, lifetime: 55 - late });
      return send(url, 'POST', '/api/runner/token', { body: { assertion } });
    };
    expect(await issue(0)).toMatchObject({ status: 200 });
    const refused = await issue(600);
    expect(refused.status).toBe(401);
    const told = Date.parse(refused.error.details.serverTime);
    expect(Math.abs(told - Date.now()), 'the time it learns is that of the database').toBeLessThan(60_000);
  }
});

/** Accounts are turned on here and stay on. */
test('what one server ends is worth nothing at the other a moment later', async () => {
  const [here, there] = servers.all.map(({ url }) => url) as [string, string];
  const ada = { name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' };
  const headers = await signedIn(here, '/api/auth/owner', ada);
  const { name: _, ...login } = ada;
  const phone = await signedIn(here, '/api/auth/login', login);
  const { data: made } = await send(here, 'POST', '/api/tokens', { body: { name: 'Script' }, headers });
  const machine = await new ProtocolRunner(here).connect('lost-laptop', headers);
  await machine.open();
  const elsewhere = Object.assign(new ProtocolRunner(there), machine, { url: there });

  const reads = (given: Record<string, string>) => async () =>
    (await send(there, 'GET', '/api/tasks?limit=1', { headers: given })).status === 200;
  const bearer = { authorization: `Bearer ${made.token}` };
  const lived: Record<string, number> = {};
  const ended = async (what: string, path: string, works: () => Promise<boolean>) => {
    expect(await works(), `${what} is good`).toBe(true);
    const leaving = path.endsWith('logout');
    const answer = await send(here, leaving ? 'POST' : 'DELETE', path, {
      headers: leaving ? phone : headers,
      body: leaving ? {} : undefined,
    });
    expect(answer.status).toBe(200);
    const began = performance.now();
    await expect.poll(works, { interval: 10, timeout: 20_000, message: `${what} has ended` }).toBe(false);
    lived[what] = Math.round(performance.now() - began);
  };
  await ended('an access token', `/api/tokens/${made.id}`, reads(bearer));
  await ended('a session', '/api/auth/logout', reads(phone));
  await send(here, 'POST', '/api/tasks', { body: { title: 'Work', projectId, priority: 0 }, headers });
  const work = await machine.mustClaim();
  const beats = async () => (await elsewhere.heartbeatWith(work)).status === 200;
  expect(await beats()).toBe(true);
  await ended('a runner', `/api/runners/${machine.runnerId}`, async () => {
    const { status } = await elsewhere.claim();
    return status === 200;
  });
  expect(await beats(), 'its agent has ended with it').toBe(false);
  console.log(`milliseconds that it lived on at the other server: ${JSON.stringify(lived)}`);
});

/** A new task by whichever server answers; null where none did. */
async function task(): Promise<string | null> {
  const body = { title: 'Work', projectId, riskLevel: 'LOW' };
  const made = await send(servers.url, 'POST', '/api/tasks', { body }).catch(() => null);
  return made?.status === 201 ? made.data.ref : null;
}

/** People keep things going; answers the tasks that did not end in time. */
async function people(refs: string[], ms: number): Promise<string[]> {
  let open = refs;
  for (const end = Date.now() + ms; open.length > 0 && Date.now() < end; await pause(200)) {
    const { rows } = await sql.query("select id from runner where status = 'SUSPECT'");
    for (const { id } of rows) await sql.query("update runner set status = 'ACTIVE' where id = $1", [id]);
    const left: string[] = [];
    for (const ref of open) {
      const { data } = await send(servers.url, 'GET', `/api/tasks/${ref}`);
      if (ENDED.includes(data.status)) continue;
      left.push(`${ref} ${data.status} ${data.reason}`);
      if (data.status === 'QUEUED') await send(servers.url, 'POST', `/api/tasks/${ref}/run`, { body: {} });
      if (data.status === 'NEEDS_HUMAN')
        await send(servers.url, 'POST', `/api/tasks/${ref}/retry`, { body: {} });
    }
    open = left.map((one) => one.split(' ')[0]!);
    if (left.length > 0 && Date.now() + 1000 > end) return left;
  }
  return open;
}
