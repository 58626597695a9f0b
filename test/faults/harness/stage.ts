import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { type Answer, send } from '../../support/protocol-runner';
import { auditDatabase, overdueLeases } from '../auditor/audit-database';
import { auditMachines } from '../auditor/audit-machines';
import type { Breach } from '../auditor/breach';
import type { Cluster } from './cluster';
import { startFaultProxy } from './fault-proxy';
import { layMachine, type Machine, REMOTE } from './machine';
import { type ServerProcess, startServer } from './server-process';
import { FAULT_TIMERS } from './timers';

/** A whole system to break: database, server, machines, and people who go on working. */
export interface Stage {
  seed: number;
  cluster: Cluster;
  databaseUrl: string;
  server: ServerProcess;
  machines: Machine[];
  /** Creates a task whose engine behaves as told; gives its ref. */
  task(fake?: string, more?: object): Promise<string>;
  api(method: string, path: string, body?: unknown): Promise<Answer>;
  status(ref: string): Promise<string>;
  until(ref: string, ...statuses: string[]): Promise<void>;
  /** Waits until something holds; at most two minutes unless told. */
  eventually<T>(what: string, look: () => Promise<T | false | null | undefined>, ms?: number): Promise<T>;
  /** One line of history. */
  tell(actor: string, what: object): void;
  /**
   * People at work, once: they trust suspect machines again, approve, try again what failed, and give up what failed twice.
   * Gives how the tasks that have not ended stand.
   */
  attend(): Promise<{ ref: string; status: string; attempt: number; reason: string | null }[]>;
  /**
   * People keep things going until every task has ended, or none has moved for `ms`; then the machines are sent home and
   * everything is audited.
   */
  settle(ms?: number): Promise<Breach[]>;
  audit(): Promise<Breach[]>;
  sql<R extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<R[]>;
  remove(): Promise<void>;
}

/** The end of what a runner has said, and how it ended where it did. */
const saidBy = (machine: Machine): string => {
  const running = machine.running();
  if (!running) return `${machine.name} does not run`;
  const { exitCode, signalCode } = running.child;
  return `${machine.name} (${exitCode ?? signalCode ?? 'runs'}): ${running.stdout().slice(-1500)} ${running.stderr().slice(-500)}`;
};
const ENDED = new Set(['COMPLETED', 'FAILED', 'CANCELLED', 'SKIPPED']);

/** Brings one up. Machines are connected, not started. */
export async function raiseStage(
  cluster: Cluster,
  { machines: count = 1, seed = 1, env = {}, through = [] as string[], name = 'row' } = {},
): Promise<Stage> {
  const history: string[] = [];
  const tell = (actor: string, what: object) =>
    void history.push(JSON.stringify({ at: Date.now(), actor, ...what }));
  const databaseUrl = await cluster.database();
  const server = await startServer(
    databaseUrl,
    { AGENT_ORCHESTRATOR_TIMERS: JSON.stringify(FAULT_TIMERS), CRON_SECRET: 'a-secret-of-the-tests', ...env },
    through,
  );
  const api: Stage['api'] = (method, at, body) => send(server.url, method, at, { body });
  const must = async (answer: Promise<Answer>) => {
    const { status, data, error } = await answer;
    if (status >= 400) throw new Error(JSON.stringify(error));
    return data;
  };
  const project = await must(
    api('POST', '/api/projects', {
      name: 'Shop',
      repo: REMOTE,
      checks: [{ name: 'tests', kind: 'test', argv: ['cat', 'tests.txt'] }],
    }),
  );
  const machines: Machine[] = [];
  for (let n = 0; n < count; n++) {
    const { token } = await must(api('POST', '/api/enrollments', { name: `m${n}` }));
    const proxy = await startFaultProxy(server.url, (line) => tell(`m${n}`, line));
    machines.push(await layMachine(`m${n}`, token, proxy));
  }
  /** Tasks that were not seen at their end yet. */
  const open = new Set<string>();

  async function sql<R extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<R[]> {
    const client = new pg.Client({ connectionString: databaseUrl });
    client.on('error', () => {});
    await client.connect();
    return (await client.query<R>(text, values).finally(() => client.end())).rows;
  }
  const eventually: Stage['eventually'] = async (what, look, ms = 120_000) => {
    for (const end = Date.now() + ms; Date.now() < end; await pause(100)) {
      const found = await look().catch(() => null);
      if (found) return found;
    }
    throw new Error(`not within ${ms / 1000} s: ${what}\n${machines.map(saidBy).join('\n')}`);
  };
  const status = async (ref: string) => (await api('GET', `/api/tasks/${ref}`)).data.status as string;

  /** What a person does with a task as it stands. */
  const help = async (ref: string, { status: at, headSha }: { status: string; headSha: string | null }) => {
    const post = (verb: string, body: object) =>
      api('POST', `/api/tasks/${ref}/${verb}`, body).catch(() => null);
    if (at === 'IN_REVIEW') await post('approve', { headSha });
    else if (at === 'NEEDS_HUMAN') await post('retry', {});
    else if (at === 'QUEUED') await post('run', {});
  };
  const helped = new Map<string, number>();
  const attend: Stage['attend'] = async () => {
    for (const runner of await must(api('GET', '/api/runners')))
      if (runner.status === 'SUSPECT') await api('PATCH', `/api/runners/${runner.id}`, { status: 'ACTIVE' });
    const tasks = await Promise.all([...open].map((ref) => must(api('GET', `/api/tasks/${ref}`))));
    for (const task of tasks) if (ENDED.has(task.status)) open.delete(task.ref);
    const left = tasks.filter((task) => open.has(task.ref));
    for (const task of left) {
      const tries = (helped.get(task.ref) ?? 0) + (task.status === 'NEEDS_HUMAN' ? 1 : 0);
      helped.set(task.ref, tries);
      if (tries > 1) await api('POST', `/api/tasks/${task.ref}/cancel`, {});
      else await help(task.ref, task);
    }
    return left;
  };
  const settle: Stage['settle'] = async (ms = 120_000) => {
    for (const machine of machines) machine.proxy.decide = () => null;
    await server.start().catch(() => {});
    let left = await attend();
    let moved = { at: Date.now(), stand: '' };
    // A slow machine is none that stands still.
    for (; left.length > 0 && Date.now() - moved.at < ms; left = await attend()) {
      const stand = left.map(({ ref, status, attempt }) => `${ref} ${status} ${attempt}`).join();
      if (stand !== moved.stand) moved = { at: Date.now(), stand };
      await pause(300);
    }
    const breaches: Breach[] = left.map(({ ref, status, reason }) => ({
      invariant: 'I1',
      what: 'a task does not come to its end once the faults are over',
      facts: { ref, status, reason },
    }));
    for (const machine of machines) {
      const running = machine.running();
      running?.child.kill('SIGCONT');
      running?.child.kill('SIGINT');
      if (running) await Promise.race([running.ended(), pause(20_000)]);
      await machine.kill();
    }
    return [...breaches, ...(await audit()), ...(await auditMachines(machines, sql))];
  };
  const audit = async (): Promise<Breach[]> => {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    try {
      const late = await overdueLeases(client, FAULT_TIMERS.leaseGraceMs + 5_000);
      return [...late, ...(await auditDatabase(client))];
    } finally {
      await client.end();
    }
  };
  return {
    seed,
    cluster,
    databaseUrl,
    server,
    machines,
    api,
    status,
    sql,
    eventually,
    tell,
    attend,
    settle,
    audit,
    task: async (fake = 'normal', more = {}) => {
      const made = await must(
        api('POST', '/api/tasks', {
          title: `Work [fake:${fake}]`,
          projectId: project.id,
          riskLevel: 'LOW',
          ...more,
        }),
      );
      open.add(made.ref);
      return made.ref;
    },
    until: async (ref, ...statuses) => {
      await eventually(`${ref} at ${statuses.join(' or ')}`, async () => {
        const { data: task } = await api('GET', `/api/tasks/${ref}`);
        if (statuses.includes(task.status)) return true;
        // What an earlier attempt's end made wait need not wait here, nor what a slow machine's merge left to a person.
        if (task.status !== 'NEEDS_HUMAN') await help(ref, task);
        return false;
      });
    },
    remove: async () => {
      mkdirSync('.data/faults', { recursive: true });
      writeFileSync(path.join('.data/faults', `${name}.jsonl`), `${history.join('\n')}\n${server.said()}`);
      for (const machine of machines) await machine.remove();
      await server.kill();
    },
  };
}
