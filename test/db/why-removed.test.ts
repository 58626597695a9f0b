import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ApiServer, startApi } from '../support/api-server';
import { ProtocolRunner, send } from '../support/protocol-runner';
import { withDatabase } from '../support/with-database';

/**
 * The why-line names the cause that holds a task. So: put random causes in a task's way, remove only what the line
 * names, and the task must move, or the line must name another cause.
 */
/** WHY_STATES=200 makes a longer run; each cause is met within these. */
const STATES = Number(process.env.WHY_STATES) || 80;
const database = withDatabase();
let api: ApiServer;
let sql: pg.Client;
let runner: ProtocolRunner;
let projectId: string;

beforeAll(async () => {
  api = await startApi({ door: 'own' });
  sql = new pg.Client({ connectionString: database.url });
  await sql.connect();
  projectId = (await must('POST', '/api/projects', { name: 'shop', repo: '/srv/shop' })).id;
  runner = await new ProtocolRunner(api.url).connect('laptop');
  await runner.open();
});
afterAll(async () => {
  await sql.end();
  await api.stop();
});

const must = async (method: string, path: string, body?: unknown) => {
  const answer = await send(api.url, method, path, { body });
  if (answer.status >= 400) throw new Error(`${method} ${path}: ${JSON.stringify(answer.error)}`);
  return answer.data;
};
const queue = (body: object) => must('PATCH', '/api/settings/queue', body);
const thisRunner = (body: object) => must('PATCH', `/api/runners/${runner.runnerId}`, body);
const makeTask = (more: object = {}) => must('POST', '/api/tasks', { title: 'A task', projectId, ...more });

/** One state: what the task asks for, what stands in its way, and other tasks that hold something. */
interface State {
  ref: string;
  labels: string[];
  holder?: Awaited<ReturnType<ProtocolRunner['mustClaim']>>;
}

interface Cause {
  /** What the why-line says of it. */
  says: RegExp;
  remove(state: State): Promise<unknown>;
}
const CAUSES: Cause[] = [
  { says: /^It is a draft/, remove: ({ ref }) => must('PATCH', `/api/tasks/${ref}`, { status: 'QUEUED' }) },
  { says: /^The queue is paused/, remove: () => queue({ paused: false }) },
  { says: /agents? of the workspace (is|are) at work/, remove: () => queue({ maxConcurrent: null }) },
  {
    says: /agents? on shop (is|are) at work/,
    remove: () => must('PATCH', `/api/projects/${projectId}`, { maxConcurrent: null }),
  },
  { says: /in the role coding (is|are) at work/, remove: () => queue({ roleLimits: {} }) },
  { says: /laptop is paused/, remove: () => thisRunner({ status: 'ACTIVE' }) },
  { says: /No runner has (the label|all of the labels)/, remove: ({ labels }) => thisRunner({ labels }) },
  { says: /is busy: \d+ of 1 on laptop/, remove: () => thisRunner({ maxConcurrent: 10 }) },
  { says: /^No runner that is online can serve shop: laptop: It is a bare/, remove: () => runner.serveAll() },
  {
    says: /^It waits for the lock on/,
    remove: ({ holder }) =>
      runner.finish(holder!, { outcome: 'released' }).then(() => cancelOthers(holder!.taskRef)),
  },
  {
    says: /^It depends on TASK-/,
    remove: ({ ref }) => must('PATCH', `/api/tasks/${ref}`, { dependsOn: [] }),
  },
  {
    says: /^It pauses for another/,
    remove: ({ ref }) =>
      sql.query('update task set not_before = null where number = $1', [Number(ref.slice(5))]),
  },
];
const cancelOthers = (ref: string) => must('POST', `/api/tasks/${ref}/cancel`, {});

/** mulberry32: the same states for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

async function clear(): Promise<void> {
  await sql.query('delete from lease');
  await sql.query('delete from task');
  await sql.query('delete from setting');
  await sql.query('update project set max_concurrent = null');
  await sql.query(
    "update runner set status = 'ACTIVE', labels = '{}', max_concurrent = 10, last_seen_at = clock_timestamp()",
  );
  await runner.serveAll();
}

async function build(random: () => number): Promise<State> {
  const maybe = (chance: number) => random() < chance;
  await clear();
  const wantsLock = maybe(0.4);
  const holds = wantsLock || maybe(0.5);
  let holder: State['holder'];
  if (holds) {
    await makeTask({ filesHint: wantsLock ? ['src/a.ts'] : [] });
    holder = await runner.mustClaim();
  }
  const needs: string[] = [];
  if (maybe(0.3)) needs.push((await makeTask({ draft: true })).ref);
  const labels = maybe(0.3) ? ['gpu'] : [];
  const { ref } = await makeTask({
    filesHint: wantsLock ? ['src/a.ts'] : [],
    dependsOn: needs,
    runnerLabels: labels,
    draft: maybe(0.15),
  });
  if (holder && maybe(0.4)) await queue({ maxConcurrent: 1 });
  if (holder && maybe(0.4)) await must('PATCH', `/api/projects/${projectId}`, { maxConcurrent: 1 });
  if (holder && maybe(0.4)) await queue({ roleLimits: { coding: 1 } });
  if (holder && maybe(0.4)) await thisRunner({ maxConcurrent: 1 });
  if (maybe(0.3)) await queue({ paused: true });
  if (maybe(0.2)) await thisRunner({ status: 'PAUSED' });
  if (maybe(0.2)) {
    const reports = [{ projectId, state: 'bare', detail: 'It is a bare repository' }];
    await runner.call('POST', '/api/runner/projects', { reports });
    runner.projects = [];
  }
  if (maybe(0.2))
    await sql.query(
      "update task set not_before = clock_timestamp() + interval '1 hour' where number = $1 and ready is not null",
      [Number(ref.slice(5))],
    );
  return { ref, labels, holder };
}

/** Whether a claim takes it now; a claim of another task is given back. */
async function isTaken(state: State): Promise<boolean> {
  const { data } = await runner.claim(0);
  return data?.assignment?.taskRef === state.ref;
}

it(`names a cause in each of ${STATES} random states, and removing it moves the task or names the next`, {
  timeout: 600_000,
}, async () => {
  const removed = new Map<string, number>();
  for (let seed = 1; seed <= STATES; seed++) {
    const state = await build(randomOf(seed));
    let last = '';
    for (let step = 0; !(await isTaken(state)); step++) {
      const { sentence } = await must('GET', `/api/tasks/${state.ref}/why`);
      expect(sentence, `seed ${seed}: removing what “${last}” names changed nothing`).not.toBe(last);
      const cause = CAUSES.find(({ says }) => says.test(sentence));
      expect(cause, `seed ${seed}, step ${step}: nobody can remove “${sentence}”`).toBeDefined();
      await cause!.remove(state);
      const name = String(cause!.says);
      removed.set(name, (removed.get(name) ?? 0) + 1);
      last = sentence;
    }
  }
  // Each of them was met, so none of these lines is untested.
  expect([...removed.keys()].sort()).toEqual(CAUSES.map(({ says }) => String(says)).sort());
});
