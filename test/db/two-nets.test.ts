import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { AnyEndpoint } from '@/contract/endpoint';
import { ENDPOINTS } from '@/contract/endpoints';
import { type ApiServer, startApi } from '../support/api-server';
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

process.env.RATE_LIMIT_PER_MINUTE = '1000000';
const database = withDatabase();
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
  tables = await tablesOf(sql);
  canaries = await canariesOf(sql, tables, all.ours);
}, 120_000);
afterAll(async () => {
  await server?.stop();
  await sql?.end();
});

const PEOPLE = ENDPOINTS.filter(({ who }) => who === 'person');
/** Bodies that name things of the first workspace, besides those that every endpoint takes. */
const bodyOf = ({ name }: AnyEndpoint): object | undefined => {
  const { tasks, projects } = all.ids;
  const own: Record<string, object> = {
    createTask: { title: 'Planted', projectId: projects },
    createTasks: { tasks: [{ title: 'Planted', dependsOn: [tasks] }] },
    spawnAgent: { taskId: tasks },
    releaseLocks: { taskId: tasks, reason: 'It is stale.' },
    checkLocks: { files: ['src/a.ts'], projectId: projects },
    selectWorkspace: { workspaceId: `ws_${all.ours.replaceAll('-', '')}` },
  };
  return own[name] ?? BODY[name];
};

/** One question of the stranger for everything that `endpoint` has of the first workspace; says what is wrong with the answer. */
async function probe(endpoint: AnyEndpoint): Promise<string | null> {
  const id = all.ids[endpoint.path.split('/')[2]!] ?? 'none';
  const path = endpoint.path.replace(':id', id) + (QUERY[endpoint.name] ?? '');
  const body = endpoint.body ? JSON.stringify(bodyOf(endpoint)) : undefined;
  const { status, json, text } = await rawCall(server.url, endpoint.method, path, {
    headers: { ...all.stranger, 'content-type': 'application/json' },
    body,
    takeMs: path.includes('/stream') ? 300 : undefined,
  });
  const said = `${endpoint.method} ${path}: ${status} ${text.slice(0, 300)}`;
  // What was asked for may be repeated where it is said that it is not there.
  const told = text.toLowerCase().replaceAll(id.toLowerCase(), '').replaceAll('-', '');
  if (status < 400 && [...canaries, CANARY].some((canary) => told.includes(canary))) return said;
  if (status >= 500) return said;
  if (endpoint.path.includes(':id') && json?.error?.code !== 'NOT_FOUND') return said;
  // What is counted is what is shown: it is less than a page.
  if (endpoint.answer === 'list' && json.pagination.totalCount !== json.data.length) return said;
  return null;
}

async function leaks(endpoints = PEOPLE): Promise<string[]> {
  const found: string[] = [];
  for (const endpoint of endpoints) {
    const said = await probe(endpoint);
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

/**
 * Statements that name neither a workspace nor a secret: they look after all workspaces at once, or after none, or are led
 * by an id that a session or a signature proves right after or before.
 */
const LED = [
  'analyse-logs',
  'count-requests',
  'event-horizon',
  'expired-leases',
  'find-runner-key',
  'find-unsealed',
  'forget-events',
  'forget-old',
  'keep-partitions',
  'memberships-of',
  'overdue-cancellations',
  'overdue-kills',
  'take-day',
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
      const [named] = ones.filter((one) => replay.isNamed(one)).slice(-1);
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
