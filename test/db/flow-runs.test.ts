import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Assignment } from '@/contract/claim';
import type { FlowNodeRun, FlowRun } from '@/contract/flow-run';
import { failsAt, stepName } from '@/domain/flows/simulate-flow';
import { databaseUrl } from '@/lib/database-url';
import { ProtocolRunner } from '../support/protocol-runner';
import { withApi } from './with-api';

const api = withApi('own');
let runner: ProtocolRunner;
let sql: pg.Client;
beforeAll(async () => {
  await api.project();
  runner = await new ProtocolRunner(api.url).connect('desk');
  await runner.open([], 50, ['pause']);
  sql = new pg.Client({ connectionString: databaseUrl() });
  await sql.connect();
}, 120_000);
afterAll(() => sql?.end());

const task = (id: string, more: object = {}) => ({
  id,
  role: 'planner',
  instructions: 'Do it.',
  config: { maxRetries: 0 },
  ...more,
});
const edge = (source: string, target: string, more: object = {}) => ({
  id: `${source}-${target}`,
  source,
  target,
  ...more,
});
const execute = async (flow: object, inputs = {}): Promise<FlowRun> => {
  const { data, error, status } = await api.post('/api/flow/execute', {
    flow: { name: 'Flow', edges: [], ...flow },
    inputs,
  });
  expect(error, JSON.stringify(error)).toBeUndefined();
  expect(status).toBe(201);
  return data;
};
const nodesOf = async (run: FlowRun): Promise<FlowNodeRun[]> => {
  const { data } = await api.get(`/api/flow/runs/${run.id}/nodes?limit=1000`);
  return data;
};
const stateOf = async (run: FlowRun): Promise<string> =>
  (await api.get(`/api/flow/runs/${run.id}`)).data.status;
const statuses = async (run: FlowRun) =>
  Object.fromEntries(
    (await nodesOf(run)).map(({ path, nodeId, part, status }) => [stepName(path, nodeId, part), status]),
  );
const nameOf = (nodes: FlowNodeRun[], { taskId }: Assignment): string => {
  const { path, nodeId, part } = nodes.find((node) => node.task?.id === taskId)!;
  return stepName(path, nodeId, part);
};
interface Said {
  fails?: boolean;
  message?: string;
}
/** Claims until no task of the run waits for a runner, and lets each agent end as told. */
async function work(
  run: FlowRun,
  end: (name: string, assignment: Assignment) => Said | Promise<Said> = () => ({}),
) {
  const done: string[] = [];
  for (;;) {
    const open = (await nodesOf(run)).some(({ kind, status }) => kind === 'task' && status === 'running');
    if (!open) return done;
    const assignment: Assignment | null = (await runner.claim(1_000)).data.assignment;
    if (!assignment) continue;
    const name = nameOf(await nodesOf(run), assignment);
    await runner.begin(assignment);
    const { fails, message = 'Done.' } = await end(name, assignment);
    const result = fails ? { outcome: 'failed', reason: 'timeout', message } : { message };
    const { error } = await runner.finish(assignment, { headSha: null, changes: null, ...result });
    if (error) throw new Error(JSON.stringify(error));
    done.push(name);
  }
}

describe('a run of a flow', () => {
  it('goes on from task to task, hands outputs on and ends; each step has one task', async () => {
    const run = await execute(
      {
        variables: { goal: { type: 'string' } },
        nodes: [
          task('plan', { instructions: 'Plan {{vars.goal}}.' }),
          task('do', { instructions: 'Do {{nodes.plan.output.first}}.' }),
          task('done'),
        ],
        edges: [edge('plan', 'do'), edge('do', 'done', { targetHandle: 'report' })],
      },
      { goal: '{{vars.secret}}' },
    );
    expect(run).toMatchObject({ status: 'RUNNING', counts: { running: 1, waiting: 2 } });
    const said: Record<string, string> = {};
    const order = await work(run, (name, assignment) => {
      said[name] = assignment.task.description;
      return { message: name === 'plan' ? 'Here.\n```json\n{"first": "the door"}\n```' : `${name} is done` };
    });
    expect(order).toEqual(['plan', 'do', 'done']);
    expect(said.plan).toBe('Plan {{vars.secret}}.');
    expect(said.do).toContain('Do the door.');
    expect(said.done).toContain('- report: do is done');
    expect(await stateOf(run)).toBe('COMPLETED');
    const { rows } = await sql.query("select type from event where payload ->> 'runId' = $1 order by id", [
      run.id,
    ]);
    expect(rows.map(({ type }) => type).filter((type) => type.startsWith('flow'))).toEqual([
      'flow.started',
      'flow.completed',
    ]);
    expect(rows.filter(({ type }) => type === 'node.completed')).toHaveLength(3);
  });

  it('a failed step leaves what needs it skipped, with the reason, and the run ends', async () => {
    const run = await execute({
      nodes: [task('plan'), task('build'), task('test'), task('tell'), task('other')],
      edges: [edge('plan', 'build'), edge('build', 'test'), edge('plan', 'tell', { on: 'failure' })],
    });
    await work(run, (name) => ({ fails: name === 'plan' || name === 'other' }));
    const nodes = await nodesOf(run);
    expect(nodes.map(({ nodeId, status, reason }) => [nodeId, status, reason])).toEqual([
      ['plan', 'failed', 'timeout'],
      ['build', 'skipped', 'dependency_failed:plan'],
      ['test', 'skipped', 'dependency_failed:plan'],
      ['tell', 'succeeded', null],
      ['other', 'failed', 'timeout'],
    ]);
    expect(await stateOf(run)).toBe('FAILED');
    const { rows } = await sql.query("select count(*)::int as n from exception where status = 'open'");
    expect(rows[0].n, 'nobody is asked about a step that failed at its work').toBe(0);
  });

  it('paused with three at work and five ready starts none of them; resumed each begins once; aborted nothing is left', async () => {
    const ids = Array.from({ length: 8 }, (_, i) => `n${i}`);
    const run = await execute({
      nodes: [...ids.map((id) => task(id)), task('last')],
      edges: ids.map((id) => edge(id, 'last')),
    });
    const running = [await runner.mustClaim(), await runner.mustClaim(), await runner.mustClaim()];
    for (const one of running) await runner.begin(one);
    expect((await api.post(`/api/flow/pause/${run.id}`, { note: 'Lunch' })).data).toMatchObject({
      status: 'PAUSED',
      note: 'Lunch',
    });
    expect((await runner.claim(200)).data.assignment).toBeNull();
    expect((await runner.heartbeatWith(running[0]!)).data.desired).toBe('pause');
    await runner.finish(running[0]!, { headSha: null, changes: null, message: 'a' });
    expect((await runner.claim(200)).data.assignment).toBeNull();
    expect((await api.post(`/api/flow/resume/${run.id}`)).data.status).toBe('RUNNING');
    expect((await runner.heartbeatWith(running[1]!, 2)).data.desired).toBe('run');
    const begun = [await runner.mustClaim(), await runner.mustClaim()];
    expect((await api.post(`/api/flow/abort/${run.id}`)).data.status).toBe('ABORTING');
    expect((await runner.claim(200)).data.assignment).toBeNull();
    for (const one of [running[1]!, running[2]!, ...begun]) {
      expect((await runner.heartbeatWith(one, 3)).data.desired).toBe('cancel');
      await runner.finish(one, {
        outcome: 'cancelled',
        reason: 'cancelled',
        headSha: null,
        changes: null,
        message: '',
      });
    }
    expect(await stateOf(run)).toBe('CANCELLED');
    const found = await statuses(run);
    expect(Object.values(found).sort()).toEqual([...Array(8).fill('cancelled'), 'succeeded']);
    const { rows } = await sql.query(
      'select (select count(*) from file_lock)::int as locks, (select count(*) from lease)::int as leases',
    );
    expect(rows[0]).toEqual({ locks: 0, leases: 0 });
  });

  it('stopped ends its agents, lets nothing begin and frees its files; started again each step is done once', async () => {
    const run = await execute({
      nodes: [task('a', { role: 'coding', filesHint: ['src/a.ts'] }), task('b'), task('c')],
      edges: [edge('b', 'c')],
    });
    const agents = [await runner.mustClaim(), await runner.mustClaim()];
    for (const one of agents) await runner.begin(one);
    const stop = (body: object = {}) => api.post(`/api/flow/runs/${run.id}/stop`, body);
    expect((await stop({ preview: true })).data).toMatchObject({ level: 'flow', stopped: false });
    expect((await stop({ note: 'Wrong branch' })).data.agents).toHaveLength(2);
    expect((await stop()).data.stopped).toBe(true);
    for (const one of agents) {
      expect((await runner.heartbeatWith(one)).data.desired).toBe('cancel');
      const cancelled = {
        outcome: 'cancelled',
        reason: 'cancelled',
        headSha: null,
        changes: null,
        message: '',
      };
      await runner.finish(one, cancelled);
    }
    expect((await runner.claim(200)).data.assignment).toBeNull();
    const { rows } = await sql.query(
      'select (select count(*) from file_lock)::int as locks, (select count(*) from lease)::int as leases',
    );
    expect(rows[0]).toEqual({ locks: 0, leases: 0 });
    expect(await stateOf(run)).toBe('PAUSED');
    expect((await api.del(`/api/flow/runs/${run.id}/stop`)).data.stopped).toBe(false);
    expect((await work(run, () => ({}))).sort()).toEqual(['a', 'b', 'c']);
    expect(await stateOf(run)).toBe('COMPLETED');
    expect((await stop()).error.code).toBe('ILLEGAL_TRANSITION');
  });

  it('waits for a person where a node is a review or asks for one, and fails where they reject it', async () => {
    const run = await execute({
      nodes: [
        task('write', { config: { requiresReview: true } }),
        { id: 'gate', kind: 'review' },
        task('ship'),
      ],
      edges: [edge('write', 'gate'), edge('gate', 'ship')],
    });
    await work(run);
    const [write, gate] = await nodesOf(run);
    expect([write!.status, gate!.status]).toEqual(['review', 'waiting']);
    expect((await api.post(`/api/review/${write!.id}`, { approve: true })).data.status).toBe('succeeded');
    expect((await api.post(`/api/review/${write!.id}`, { approve: true })).error.code).toBe(
      'ILLEGAL_TRANSITION',
    );
    expect((await api.post(`/api/review/${gate!.id}`, { approve: false })).data).toMatchObject({
      status: 'failed',
      reason: 'rejected',
      output: { approved: false, by: expect.stringMatching(/^user_[0-9a-f]{32}$/), note: null },
    });
    expect(await statuses(run)).toEqual({ write: 'succeeded', gate: 'failed', ship: 'skipped' });
    expect(await stateOf(run)).toBe('FAILED');
    expect(await gates()).toEqual([]);
  });

  const gates = async () =>
    (await api.get('/api/exceptions?status=open&type=FLOW_REVIEW')).data as {
      ref: string;
      title: string;
      taskRef: string;
      flowStep: { runId: string; id: string };
    }[];

  it('asks about a gate in what needs people: its answer decides, and whatever else decides closes it', async () => {
    const flow = {
      nodes: [task('plan'), { id: 'gate', kind: 'review', label: 'The plan' }, task('ship')],
      edges: [edge('plan', 'gate'), edge('gate', 'ship')],
    };
    const [first, second, third] = [await execute(flow), await execute(flow), await execute(flow)];
    for (const run of [first, second, third]) await work(run);
    const open = await gates();
    expect(open.map(({ title }) => title)).toEqual(Array(3).fill('Review The plan'));
    const of = (run: FlowRun) => open.find(({ flowStep }) => flowStep.runId === run.id)!;
    expect((await nodesOf(first)).find(({ nodeId }) => nodeId === 'plan')!.task!.ref).toBe(of(first).taskRef);
    const answered = await api.patch(`/api/exceptions/${of(first).ref}`, {
      option: 'approve_step',
      text: 'Good.',
    });
    expect(answered.data).toMatchObject({ status: 'resolved', resolution: { option: 'approve_step' } });
    expect(await work(first)).toEqual(['ship']);
    expect((await nodesOf(first)).find(({ nodeId }) => nodeId === 'gate')!.output).toMatchObject({
      note: 'Good.',
    });
    await api.post(`/api/review/${of(second).flowStep.id}`, { approve: false, note: 'No.' });
    await api.post(`/api/flow/abort/${third.id}`);
    const ended = async (run: FlowRun) => (await api.get(`/api/exceptions/${of(run).ref}`)).data;
    expect(await ended(second)).toMatchObject({ status: 'resolved', resolution: { option: 'reject_step' } });
    expect(await ended(third)).toMatchObject({
      status: 'dismissed',
      resolution: { because: 'the run was ended' },
    });
    expect((await statuses(second)).ship).toBe('skipped');
  });

  it('with failures injected comes to what the simulator says, step for step, and again when it is replayed', async () => {
    const flow = {
      name: 'All strategies',
      maxWorkers: 3,
      nodes: [
        task('list'),
        { id: 'each', kind: 'fan-out', config: { items: ['a', 'b', 'c', 'd'], maxWorkers: 2 } },
        task('look', { parent: 'each' }),
        task('note', { parent: 'each' }),
        { id: 'tries', kind: 'fallback' },
        task('first', { parent: 'tries' }),
        task('second', { parent: 'tries' }),
        { id: 'both', kind: 'batched', config: { batchSize: 1, passOutput: true } },
        task('one', { parent: 'both' }),
        task('two', { parent: 'both' }),
        task('fix'),
        task('test'),
        task('end'),
      ],
      edges: [
        edge('list', 'each'),
        edge('look', 'note'),
        edge('list', 'tries'),
        edge('tries', 'both'),
        edge('list', 'fix'),
        edge('fix', 'test'),
        edge('test', 'fix', { on: 'failure', maxIterations: 3 }),
        edge('test', 'end'),
        edge('each', 'end', { on: 'any' }),
      ],
    };
    for (const seed of [3]) {
      const told = (await api.post('/api/flow/simulate', { flow, failures: 0.3, seed })).data;
      const expected = Object.fromEntries(
        told.steps.map((step: FlowNodeRun) => [stepName(step.path, step.nodeId, step.part), step.status]),
      );
      const run = await execute(flow);
      const done = await work(run, (name) => ({ fails: failsAt(seed, 0.3, name) }));
      expect(new Set(done).size).toBe(done.length);
      expect(await statuses(run), `seed ${seed}`).toEqual(expected);
      expect(await stateOf(run)).toBe(told.status);
    }
    const first =
      (await api.get('/api/flow/runs?limit=1')).data[0] ?? (await api.get('/api/flow/runs')).data[0];
    const again = (await api.post(`/api/flow/replay/${first.id}`)).data;
    expect(again).toMatchObject({ status: 'RUNNING', replayOf: first.id });
    await work(again);
    expect(await stateOf(again)).toBe('COMPLETED');
  }, 120_000);

  it('with outputs that are scripted comes to what the simulator says for them, whatever fails', async () => {
    const outputs = { list: { many: 3, names: ['a', 'b'] }, look: { fine: false }, check: { approve: true } };
    const flow = {
      name: 'By what was said',
      nodes: [
        task('list'),
        { id: 'pick', kind: 'condition', condition: { path: 'output.many', op: 'gt', value: 2 } },
        task('more'),
        task('less'),
        { id: 'each', kind: 'fan-out', config: { items: { path: 'nodes.list.output.names' } } },
        task('look', { parent: 'each' }),
        { id: 'twice', kind: 'n-version', config: { versions: 2 } },
        task('write', { parent: 'twice' }),
        task('check', { parent: 'twice', part: 'judge' }),
        task('end'),
      ],
      edges: [
        edge('list', 'pick'),
        edge('pick', 'more', { sourceHandle: 'true' }),
        edge('pick', 'less', { sourceHandle: 'false' }),
        edge('list', 'each'),
        edge('list', 'twice', { condition: { path: 'output.many', op: 'lt', value: 9 } }),
        edge('twice', 'end'),
      ],
    };
    for (const seed of [1, 2, 5]) {
      const told = (await api.post('/api/flow/simulate', { flow, failures: 0.3, seed, outputs })).data;
      const expected = Object.fromEntries(
        told.steps.map((step: FlowNodeRun) => [stepName(step.path, step.nodeId, step.part), step.status]),
      );
      const run = await execute(flow);
      await work(run, (name) => {
        const said = outputs[name.replace(/^.*[/:]/, '') as keyof typeof outputs];
        return { fails: failsAt(seed, 0.3, name), message: said && JSON.stringify(said) };
      });
      expect(await statuses(run), `seed ${seed}`).toEqual(expected);
      expect(await stateOf(run)).toBe(told.status);
    }
  }, 60_000);

  it('every strategy does what it is for: places, order, what is handed on, first success, verdicts, votes and a cap', async () => {
    const members = (parent: string, ids: string[], more: object = {}) =>
      ids.map((id) => task(id, { parent, ...more }));
    const judge = (parent: string) => task(`${parent}-judge`, { parent, part: 'judge' });
    const run = await execute({
      nodes: [
        { id: 'pool', kind: 'parallel', config: { maxWorkers: 2 } },
        ...members('pool', ['a', 'b', 'c', 'd']),
        { id: 'line', kind: 'sequential', config: { passOutput: true } },
        ...members('line', ['l1', 'l2', 'l3', 'l4']),
        { id: 'tries', kind: 'fallback', config: { timeout: 20_000 } },
        ...members('tries', ['t1', 't3']),
        task('t2', { parent: 'tries', config: { maxRetries: 0, timeout: 30_000 } }),
        { id: 'lots', kind: 'batched', config: { batchSize: 2, passOutput: true } },
        ...members('lots', ['b1', 'b2', 'b3']),
        { id: 'nv', kind: 'n-version', config: { versions: 2 } },
        ...members('nv', ['v']),
        judge('nv'),
        { id: 'talk', kind: 'debate', config: { rounds: 2 } },
        ...members('talk', ['d1', 'd2']),
        judge('talk'),
        { id: 'ladder', kind: 'cascade' },
        ...members('ladder', ['c1', 'c2', 'c3']),
        judge('ladder'),
        { id: 'vote', kind: 'panel', config: { votes: 2 } },
        ...members('vote', ['p1', 'p2', 'p3']),
        { id: 'lost', kind: 'panel', config: { votes: 3 } },
        ...members('lost', ['q1', 'q2', 'q3']),
        task('do'),
        task('look'),
        task('end', {
          instructions: 'Of {{nodes.nv.output}}, {{nodes.tries.output}}, {{nodes.ladder.output}}',
        }),
      ],
      edges: [
        ...['nv', 'tries', 'ladder'].map((from) => edge(from, 'end')),
        edge('do', 'look'),
        edge('look', 'do', { maxIterations: 2 }),
      ],
      metadata: { timeoutUnit: 'ms' },
    });
    const said: Record<string, string> = {};
    const limits: Record<string, number> = {};
    const VERDICTS: Record<string, string> = {
      'ladder#0/after c1:ladder-judge': '{"verdict": "no"}',
      'ladder#0/after c2:ladder-judge': '{"accept": true}',
      'vote#0/p1': '{"approve": true}',
      'vote#0/p3': '{"verdict": "pass"}',
      'lost#0/q1': '{"approve": true}',
      'nv#0/nv-judge': 'The second.',
    };
    let inPool = 0;
    const order = await work(run, async (name, assignment) => {
      said[name] = assignment.task.description;
      limits[name] = assignment.limits.timeoutMs;
      const running = (await nodesOf(run)).filter(
        ({ path, status }) => path[0]?.nodeId === 'pool' && status === 'running',
      );
      inPool = Math.max(inPool, running.length);
      return { fails: /[/](l3|t1)$/.test(name), message: VERDICTS[name] ?? `said by ${name}` };
    });
    const ends = await statuses(run);
    const of = (parent: string) =>
      Object.fromEntries(Object.entries(ends).filter(([name]) => name.startsWith(`${parent}#`)));
    const isAfter = (later: string, earlier: string) => order.indexOf(later) > order.indexOf(earlier);
    expect(inPool).toBe(2);
    expect(ends.pool).toBe('succeeded');
    expect(of('line')).toEqual({
      'line#0/l1': 'succeeded',
      'line#0/l2': 'succeeded',
      'line#0/l3': 'failed',
      'line#0/l4': 'skipped',
    });
    expect(said['line#0/l2']).toContain('said by line#0/l1');
    expect(of('tries')).toEqual({
      'tries#0/t1': 'failed',
      'tries#0/t3': 'succeeded',
      'tries#0/t2': 'skipped',
    });
    expect([limits['tries#0/t1'], limits['tries#0/t3']]).toEqual([20_000, 20_000]);
    expect(isAfter('lots#0/b3', 'lots#0/b1') && isAfter('lots#0/b3', 'lots#0/b2')).toBe(true);
    expect(said['lots#0/b3']).toContain('said by lots#0/b1');
    expect(said['lots#0/b3']).toContain('said by lots#0/b2');
    expect(said['nv#0/nv-judge']).toContain('said by nv#0/version 1:v');
    expect(said['nv#0/nv-judge']).toContain('said by nv#0/version 2:v');
    expect(said['talk#0/round 2:d1']).toContain('said by talk#0/round 1:d2');
    expect(said['talk#0/talk-judge']).toContain('said by talk#0/round 2:d2');
    expect(order.filter((name) => name.startsWith('ladder#'))).toEqual([
      'ladder#0/c1',
      'ladder#0/after c1:ladder-judge',
      'ladder#0/c2',
      'ladder#0/after c2:ladder-judge',
    ]);
    expect([ends.vote, ends.lost]).toEqual(['succeeded', 'failed']);
    expect(order.filter((name) => name.endsWith('look'))).toHaveLength(2);
    expect((await nodesOf(run)).find(({ reason }) => reason?.startsWith('loop_cap'))?.reason).toBe(
      'loop_cap:2',
    );
    expect(said.end).toMatch(/^Of The second., said by tries#0[/]t3, said by ladder#0[/]c2\n/);
    expect(await stateOf(run)).toBe('FAILED');
  }, 60_000);

  it('an answer of another shape is tried again and told what it misses, and fails where no try is left', async () => {
    const outputSchema = { type: 'object', properties: { n: { type: 'number' } }, required: ['n'] };
    const asked = (maxRetries: number) => ({
      nodes: [task('count', { outputSchema, config: { maxRetries } }), task('use')],
      edges: [edge('count', 'use')],
    });
    await api.patch('/api/settings/queue', { retry: { backOffMs: 1, longestBackOffMs: 1 } });
    const said = ['No JSON.', '{"n": "three"}', '```json\n{"n": 3}\n```', 'Done.'];
    const told: (string | null)[] = [];
    const run = await execute(asked(2));
    await work(run, (_, assignment) => {
      told.push(JSON.stringify(assignment));
      return { message: said[told.length - 1] };
    });
    expect(told[1]).toContain('ends with no JSON value');
    expect(told[2]).toContain('expected number, received string');
    const [count] = await nodesOf(run);
    expect(count).toMatchObject({ status: 'succeeded', output: { n: 3 }, tries: 1, task: { attempt: 3 } });
    const strict = await execute(asked(0));
    await work(strict, () => ({ message: '{"n": "x"}' }));
    expect((await nodesOf(strict)).map(({ status, reason }) => [status, reason])).toEqual([
      ['failed', 'output_invalid'],
      ['skipped', 'dependency_failed:count'],
    ]);
  });

  it('retried from a step does that and what depends on it once more, in another try, and leaves the rest', async () => {
    const run = await execute({
      maxWorkers: 2,
      nodes: [
        task('list'),
        { id: 'each', kind: 'fan-out', config: { items: ['a', 'b'] } },
        task('look', { parent: 'each' }),
        task('note', { parent: 'each' }),
        task('aside'),
        task('end'),
      ],
      edges: [edge('list', 'each'), edge('look', 'note'), edge('each', 'end'), edge('aside', 'end')],
    });
    const retry = (nodeId: string) => api.post(`/api/flow/retry/${run.id}`, { nodeId });
    expect((await retry('end')).error.code, 'it has not begun').toBe('ILLEGAL_TRANSITION');
    expect((await retry('list')).error.code, 'it is at work').toBe('ILLEGAL_TRANSITION');
    await work(run, (name) => ({ fails: name === 'each#1/look' }));
    expect(await stateOf(run)).toBe('FAILED');
    expect((await retry('nobody')).error.code).toBe('NOT_FOUND');
    expect((await retry('end')).error.code, 'it would be skipped again').toBe('ILLEGAL_TRANSITION');
    expect((await retry('look')).error.message).toContain('has 2 steps');
    const look = (await nodesOf(run)).find(({ nodeId, status }) => nodeId === 'look' && status === 'failed');
    expect((await retry(look!.id)).data).toMatchObject({ status: 'RUNNING', endedAt: null });
    expect(await work(run)).toEqual(['each#1/look', 'each#1/note', 'end']);
    expect(await stateOf(run)).toBe('COMPLETED');
    expect((await retry('each')).data.status).toBe('RUNNING');
    expect((await work(run)).sort()).toEqual([
      ...['each#0/look', 'each#0/note', 'each#1/look', 'each#1/note', 'end'],
    ]);
    const nodes = await nodesOf(run);
    expect(nodes.map(({ nodeId, tries }) => [nodeId, tries])).toContainEqual(['end', 2]);
    expect(nodes.find(({ nodeId }) => nodeId === 'aside')!.tries).toBe(1);
    expect(await stateOf(run)).toBe('COMPLETED');
    const { rows } = await sql.query(
      'select count(*)::int as n, count(distinct (flow_node_id, flow_try))::int as tries from task where flow_run_id = $1',
      [`${run.id.slice(4)}`],
    );
    expect(rows[0]).toEqual({ n: 6 + 2 + 5, tries: 6 + 2 + 5 });
    expect((await api.get(`/api/flow/runs/${run.id}`)).data.counts).toEqual({ succeeded: 8 });
  });

  it('counts its tasks for the day before it begins', async () => {
    await sql.query(`update workspace set quotas = '{"tasksPerDay": 1}'`);
    const refused = await api.post('/api/flow/execute', { name: 'Two', nodes: [task('a'), task('b')] });
    expect(refused.error.code).toBe('QUOTA_REACHED');
    await sql.query(`update workspace set quotas = '{}'`);
  });

  it('refuses a flow with faults, each told, and one whose variable has no value', async () => {
    const cycle = { name: 'Round', nodes: [task('a'), task('b')], edges: [edge('a', 'b'), edge('b', 'a')] };
    const refused = await api.post('/api/flow/execute', cycle);
    expect(refused.error).toMatchObject({
      code: 'VALIDATION_ERROR',
      details: { faults: [{ code: 'cycle' }, {}, {}] },
    });
    const missing = await api.post('/api/flow/execute', {
      name: 'Asks',
      variables: { goal: {} },
      nodes: [task('a', { instructions: '{{vars.goal}}' })],
    });
    expect(missing.error.message).toContain('goal');
  });

  it('begins what is too wide for one transaction in several, also where nobody waits for it', async () => {
    const wide = Array.from({ length: 520 }, (_, i) =>
      task(`n${i}`, { instructions: 'Of {{nodes.root.output}}' }),
    );
    const run = await execute({
      nodes: [task('root'), ...wide],
      edges: wide.map(({ id }) => edge('root', id)),
    });
    const root = await runner.mustClaim();
    await runner.begin(root);
    await runner.finish(root, { headSha: null, changes: null, message: 'the root' });
    await expect
      .poll(
        async () => {
          // The sweep comes with calls of machines, though this one takes nothing.
          await runner.claim(0, undefined, { engines: ['anthropic-api'] });
          return (await api.get(`/api/flow/runs/${run.id}`)).data.counts;
        },
        { timeout: 20_000, interval: 500 },
      )
      .toEqual({ succeeded: 1, running: 520 });
    const { rows } = await sql.query(
      'select distinct description from task where flow_run_id = $1 and number > $2',
      [run.id.slice(4), Number(root.taskRef.slice(5))],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0].description).toContain('Of the root');
    const begun = await execute({ nodes: wide.map((one) => ({ ...one, instructions: 'Do it.' })) });
    expect(begun.counts).toEqual({ running: 520 });
  }, 60_000);
});
