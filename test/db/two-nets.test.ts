import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import type { AnyEndpoint } from '@/contract/endpoint';
import { ENDPOINTS } from '@/contract/endpoints';
import { tellPeople } from '@/domain/notifications/tell-people';
import { type ApiServer, startApi } from '../support/api-server';
import { send } from '../support/protocol-runner';
import { withDatabase } from '../support/with-database';
import { BODY, QUERY } from './api/every-endpoint';
import { rawCall } from './api/raw-call';
import { asked, layPools, net } from './nets/net';
import { type Heard, replayAs } from './nets/replay';
import {
  CANARY,
  canariesOf,
  digestOf,
  type TwoWorkspaces,
  tablesOf,
  twoWorkspaces,
} from './nets/two-workspaces';
import { uuidOf } from './world';

process.env.RATE_LIMIT_PER_MINUTE = '1000000';
const database = withDatabase({ direct: true });
let sql: pg.Client;
let server: ApiServer;
let all: TwoWorkspaces;
let tables: string[];
let canaries: Set<string>;

beforeAll(async () => {
  sql = new pg.Client({ connectionString: database.url });
  await sql.connect();
  layPools();
  server = await startApi({ door: 'own' });
  all = await twoWorkspaces(server.url, sql);
  // Whoever asks what they were told has everybody told: nothing is left to tell.
  await vi.waitUntil(async () => (await tellPeople(all.ours)) === 0, { timeout: 20_000 });
  // Seals are made behind what is sealed.
  tables = (await tablesOf(sql)).filter((table) => table !== 'hot.audit_seal');
  canaries = await canariesOf(sql, tables, all.ours);
}, 120_000);
afterAll(async () => {
  await server?.stop();
  await sql?.end();
});

// Those of administrators are of no workspace: a stranger is turned away from all of them alike.
const PEOPLE = ENDPOINTS.filter(({ who, action }) => who === 'person' && action !== 'installation:manage');
const FROM_THE_BEGINNING: Record<string, string> = { streamEvents: '?after=0.0' };

/** Bodies that name things of the first workspace, besides those that every endpoint takes. */
const bodyOf = ({ name }: AnyEndpoint): object | undefined => {
  const { tasks, projects } = all.ids;
  const own: Record<string, object> = {
    createTask: { title: 'Planted', projectId: projects },
    createTasks: { tasks: [{ title: 'Planted', dependsOn: [tasks] }] },
    spawnAgent: { taskId: tasks },
    releaseLocks: { taskId: tasks, reason: 'It is stale.' },
    checkLocks: { files: ['src/a.ts'], projectId: projects },
    agentComplete: { nodeId: tasks },
    fileChanged: { nodeId: 'plan', projectId: projects, files: ['src/a.ts'] },
    agentError: { nodeId: tasks, error: 'It broke.' },
    hookCheckpoint: { nodeId: 'plan', projectId: projects },
    selectWorkspace: { workspaceId: `ws_${all.ours.replaceAll('-', '')}` },
  };
  return own[name] ?? BODY[name];
};

/** Somebody who asks for what is not theirs to see, and by what it would be known. */
interface Prober {
  headers: Record<string, string>;
  secrets: string[];
}
const stranger = (): Prober => ({ headers: all.stranger, secrets: [...canaries, CANARY] });

/** One question for everything that `endpoint` has of the first workspace; says what is wrong with the answer. */
async function probe(endpoint: AnyEndpoint, who: Prober): Promise<string | null> {
  const id = all.ids[endpoint.path.split('/')[2]!] ?? 'none';
  const path =
    endpoint.path.replace(':id', id) + (QUERY[endpoint.name] ?? FROM_THE_BEGINNING[endpoint.name] ?? '');
  const isBytes = endpoint.body === 'bytes';
  const body = endpoint.body ? (isBytes ? 'planted' : JSON.stringify(bodyOf(endpoint))) : undefined;
  const { status, json, text } = await rawCall(server.url, endpoint.method, path, {
    headers: { ...who.headers, 'content-type': isBytes ? 'application/octet-stream' : 'application/json' },
    body,
    takeMs: path.includes('/stream') ? 300 : undefined,
  });
  const said = `${endpoint.method} ${path}: ${status} ${text.slice(0, 300)}`;
  // What was asked for may be repeated where it is said that it is not there.
  const told = text.toLowerCase().replaceAll(id.toLowerCase(), '').replaceAll('-', '');
  if (status < 400 && who.secrets.some((secret) => told.includes(secret))) return said;
  if (status >= 500) return said;
  if (endpoint.path.includes(':id') && json?.error?.code !== 'NOT_FOUND') return said;
  // What is counted is what is shown: it is less than a page.
  if (json?.pagination && json.pagination.totalCount !== json.data.length) return said;
  return null;
}

async function leaks(endpoints = PEOPLE, who = stranger()): Promise<string[]> {
  const found: string[] = [];
  for (const endpoint of endpoints) {
    const said = await probe(endpoint, who);
    if (said) found.push(said);
  }
  return found;
}
const READS = PEOPLE.filter(({ method }) => method === 'GET');

/** Row-level security of some tables is switched off while `run` runs. */
async function withoutSecurity<T>(of: string[], run: () => Promise<T>): Promise<T> {
  const each = async (what: string) => {
    for (const table of of) await sql.query(`alter table ${table} ${what} row level security`);
  };
  await each('disable');
  try {
    return await run();
  } finally {
    await each('enable');
  }
}

describe('a stranger who knows every id, by every endpoint for people', () => {
  it('gets nothing and changes nothing with the first net alone', async () => {
    const before = await digestOf(sql, tables, all.ours);
    net.isAway = false;
    expect(await withoutSecurity(tables, () => leaks())).toEqual([]);
    expect(await digestOf(sql, tables, all.ours)).toBe(before);
  }, 120_000);

  it('gets nothing and changes nothing with row-level security alone', async () => {
    const before = await digestOf(sql, tables, all.ours);
    Object.assign(net, { isAway: true, cut: 0 });
    try {
      expect(await leaks()).toEqual([]);
    } finally {
      net.isAway = false;
    }
    expect(net.cut).toBeGreaterThan(60);
    expect(await digestOf(sql, tables, all.ours)).toBe(before);
  }, 120_000);

  const SHOWN = [
    'project',
    'task',
    'agent',
    'exception',
    'file_lock',
    'runner',
    'enrollment',
    'event',
    'invitation',
  ];
  it.each(SHOWN)(
    'would be seen to get something with neither for the table %s',
    async (table) => {
      net.isAway = true;
      try {
        expect(await withoutSecurity([table], () => leaks(READS))).not.toEqual([]);
      } finally {
        net.isAway = false;
      }
    },
    60_000,
  );
});

describe('a member, of a project that another keeps private', () => {
  /** Of the project alone; machines and people are everyone's. */
  const OF_PROJECT = ['projects', 'tasks', 'agents', 'exceptions', 'checkpoints', 'locks'];
  const asked = PEOPLE.filter(
    ({ path }) => !path.includes(':id') || OF_PROJECT.includes(path.split('/')[2]!),
  ).filter(({ path, name }) => !/auth|members|invitations/.test(path) && name !== 'createProject');
  const member = (): Prober => ({
    headers: all.member,
    secrets: [
      ...OF_PROJECT.map((word) => all.ids[word]!.split('_')[1]!),
      `${CANARY} one`,
      `${CANARY} two`,
      `${CANARY} in a`,
    ],
  });
  const see = (visibility: string) =>
    send(server.url, 'PATCH', `/api/projects/${all.ids.projects}`, {
      headers: all.owner,
      body: { visibility },
    });

  it('is shown it while it is everyone’s', async () => {
    const { status, data } = await send(server.url, 'GET', '/api/tasks', { headers: all.member });
    expect([status, data.length]).toEqual([200, 2]);
    const taken = await send(server.url, 'PATCH', `/api/projects/${all.ids.projects}`, {
      headers: all.member,
      body: { visibility: 'private' },
    });
    expect(taken.error?.code).toBe('FORBIDDEN');
  });

  it('finds nothing of it, changes nothing, and counts nothing of it', async () => {
    expect(await see('private')).toMatchObject({ status: 200, data: { visibility: 'private' } });
    const before = await digestOf(sql, tables, all.ours);
    const stats = await send(server.url, 'GET', '/api/dashboard/stats', { headers: all.member });
    expect(stats.data).toMatchObject({ agents: { live: 0 }, locks: { active: 0 }, exceptions: { open: 0 } });
    expect(Object.values(stats.data.tasks).every((n) => n === 0)).toBe(true);
    expect(
      await leaks(
        asked.filter(({ method, name }) => method === 'GET' || bodyOf({ name } as AnyEndpoint)),
        member(),
      ),
    ).toEqual([]);
    // What any member may make that is of no project.
    const OF_NO_PROJECT =
      /^(personal_token|enrollment|event|setting|push_subscription|task_template|saved_view) /;
    const rest = (sum: string) => sum.split('\n').filter((line) => !OF_NO_PROJECT.test(line));
    expect(rest(await digestOf(sql, tables, all.ours))).toEqual(rest(before));
  }, 60_000);

  it('finds it again as its owner, and as an admin', async () => {
    expect((await send(server.url, 'GET', '/api/tasks', { headers: all.owner })).data).toHaveLength(2);
    await sql.query(
      `update member set role = 'admin' where user_id = (select id from "user" where name = 'member')`,
    );
    await sql.query(`update project set owner_id = null where workspace_id = $1`, [all.ours]);
    await expect
      .poll(async () => (await send(server.url, 'GET', '/api/tasks', { headers: all.member })).data.length, {
        timeout: 10_000,
      })
      .toBe(2);
    await sql.query(
      `update member set role = 'member' where user_id = (select id from "user" where name = 'member')`,
    );
  });

  it('is kept from it by row-level security itself, also where nobody has said who asks', async () => {
    const {
      rows: [hidden],
    } = await sql.query(
      `select ao_hidden_projects($1, (select id from "user" where name = 'member'))::text as member,
              ao_hidden_projects($1, (select user_id from member where workspace_id = $1 and role = 'owner'))::text as owner`,
      [all.ours],
    );
    expect([hidden.member, hidden.owner]).toEqual([`{${uuidOf(all.ids.projects!)}}`, '{}']);
    const counts = async (said: string) => {
      await sql.query('begin');
      await sql.query(
        "select set_config('role', 'ao_app', true), set_config('app.workspace', $1, true), set_config('app.hidden', $2, true)",
        [all.ours, said],
      );
      const found: Record<string, number> = {};
      for (const table of tables.filter((name) => !EVERYONES.includes(name))) {
        const { rows } = await sql.query(
          `select count(*)::int as n from ${table} ${OF_PROJECTS[table] ?? ''}`,
        );
        if (rows[0].n > 0) found[table] = rows[0].n;
      }
      await sql.query('rollback');
      return found;
    };
    expect(await counts(hidden.member)).toEqual({});
    expect(await counts('')).toEqual({});
    expect(Object.keys(await counts('{}')).length).toBeGreaterThan(8);
  });
});
/** Rows that belong to a project, in tables that have others too. */
const OF_PROJECTS: Record<string, string> = {
  event: 'where project_id is not null or task_id is not null',
  task_template: 'where project_id is not null',
  saved_view: 'where project_id is not null',
};
/** Tables of the workspace as a whole. */
const EVERYONES = [
  // One's own, of all projects.
  'notification_choice',
  'push_delivery',
  'push_subscription',
  'member',
  'setting',
  'runner',
  'enrollment',
  'token',
  'personal_token',
  'invitation',
  'former_project',
  'device_login',
];

/**
 * Statements that name neither a workspace nor a secret: they look after all workspaces at once, or after none, or are led
 * by an id that a session or a signature proves right after or before.
 */
const LED = [
  'settled-until',
  'take-due-pushes',
  'find-push-key',
  'keep-push-key',
  'account-tokens',
  'account-writings',
  'database-now',
  'analyse-logs',
  'causeless-exceptions',
  'count-requests',
  'deleted-workspaces',
  'event-horizon',
  'expired-leases',
  'find-runner-key',
  'find-unsealed',
  'forget-events',
  'forget-old',
  'keep-partitions',
  'memberships-of',
  'overdue-cancellations',
  'find-half-steered-flow-runs',
  'find-left-over-flow-runs',
  'find-overdue-flow-waits',
  'overdue-kills',
  'take-day',
  'sum-tallies',
  'take-hour',
  'take-turn',
  'trust-again',
  'waiters-after',
  'with-time',
];

describe.skipIf(inject('poolerPort'))('every statement of the engine that was heard', () => {
  it('reads and changes nothing of ours for who asks from another workspace, or with an agent of it', async () => {
    const heard = new Map<string, Heard[]>();
    for (const one of asked) heard.set(one.name, [...(heard.get(one.name) ?? []), one]);
    const replay = replayAs(sql, { tables, canaries, ...all });
    const [leaked, led, own]: [string[], string[], string[]] = [[], [], []];
    for (const [name, ones] of heard) {
      const named =
        ones.findLast(({ values }) => values.flat().includes(all.ours)) ??
        ones.findLast((one) => replay.isNamed(one));
      if (!named) {
        led.push(name);
        continue;
      }
      const foreign = await replay.ask(named, true);
      if (foreign !== null) leaked.push(`${name} ${foreign}`);
      if ((await replay.ask(named, false)) !== null) own.push(name);
    }
    expect(leaked).toEqual([]);
    expect(led.filter((name) => !LED.includes(name))).toEqual([]);
    // The same questions find something where they are asked for our own workspace: they were asked rightly.
    expect(own.length).toBeGreaterThan(15);
    expect(heard.size).toBeGreaterThan(45);
  }, 60_000);
});
