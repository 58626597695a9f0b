import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { type Answer, chainDigest, NO_USAGE, PASSING_TEST, send } from '../../support/protocol-runner';
import { command, isLive, onAgent } from './command';
import {
  bytesOf,
  chunk,
  createTask,
  demand,
  LEASE_MS,
  type Model,
  noteGrant,
  type Real,
  ROOM,
  see,
  taskOf,
} from './world';

/** A claim, sent once, or again as if its answer had been lost. */
export const claims = fc
  .record({ runner: fc.nat(2), times: fc.constantFrom(1, 1, 2) })
  .map(({ runner, times }) =>
    command(`runner ${runner} claims${times > 1 ? ' and repeats it' : ''}`, async (model, real) => {
      const claimId = randomUUID();
      const { data } = await real.runners[runner]!.claim(0, claimId);
      if (!data.assignment) return;
      noteGrant(model, real, runner, data.assignment);
      if (times === 1) return;
      const again = await real.runners[runner]!.claim(0, claimId);
      demand(
        again.data.assignment?.agentId === data.assignment.agentId,
        'I2 the same claim gives the same grant',
        again,
      );
      demand(
        again.data.assignment.token === data.assignment.token,
        'I2 and the same token: whichever answer arrives is good',
        again,
      );
      see(real, 'claim repeated');
    }),
  );

/** All machines ask at once, more often than there is work. */
export const stampede = fc.constant(
  command('all runners claim at once', async (model, real) => {
    const asked = real.runners.flatMap((machine, at) => [0, 1, 2].map(() => ({ machine, at })));
    const answers = await Promise.all(
      asked.map(async ({ machine, at }) => ({ at, ...(await machine.claim(0)) })),
    );
    for (const { at, data } of answers) if (data.assignment) noteGrant(model, real, at, data.assignment);
    see(real, 'stampede');
  }),
);

/** A person trusts a machine that lost agents again. */
export async function trust({ url, runners }: Real, runner: number): Promise<void> {
  const answer = await send(url, 'PATCH', `/api/runners/${runners[runner]!.runnerId}`, {
    body: { status: 'ACTIVE' },
  });
  demand(answer.status === 200, 'a person trusts a machine again', answer);
}

/** One machine asks until it has as much as it has room for, and once more while something waits. */
export const fills = fc.nat(2).map((runner) =>
  command(`runner ${runner} takes all it has room for`, async (model, real) => {
    const machine = real.runners[runner]!;
    const atWork = () => model.agents.filter((agent) => agent.live && agent.runner === runner).length;
    await trust(real, runner);
    for (let isFull = false; !isFull; ) {
      isFull = atWork() === ROOM;
      let { data } = await machine.claim(0);
      if (!data.assignment) {
        demand((await createTask(model, real, { priority: 0 })).status === 201, 'a task is created');
        data = (await machine.claim(0)).data;
      }
      demand(isFull || data.assignment, 'I1 a machine with room is given a task that waits for nothing');
      if (data.assignment) noteGrant(model, real, runner, data.assignment);
    }
    see(real, 'claim of a full runner');
  }),
);

export const begins = onAgent('begin', isLive, async (at, model, real) => {
  const assignment = real.assignments[at]!;
  const machine = real.runners[model.agents[at]!.runner]!;
  const [first, second] = await Promise.all([machine.begin(assignment), machine.begin(assignment)]);
  demand(first.status === 200 && second.status === 200, 'a live agent may begin, and say so twice', first);
  model.agents[at]!.begun = true;
});

export const beats = onAgent('heartbeat', isLive, async (at, model, real) => {
  const answer = await real.runners[model.agents[at]!.runner]!.heartbeatWith(real.assignments[at]!, 1);
  demand(answer.status === 200, 'a live agent may renew its lease', answer);
  const { status } = await taskOf(real, model.agents[at]!.task);
  const desired = status === 'CANCELLING' ? 'cancel' : 'run';
  demand(
    answer.data.desired === desired,
    `I8 the agent of a task at ${status} is told to ${desired}`,
    answer,
  );
  const usage = { ...NO_USAGE, costMicros: -5 };
  const negative = await real.runners[model.agents[at]!.runner]!.heartbeatWith(real.assignments[at]!, 1, {
    usage,
  });
  demand(negative.status === 400, 'I11 nobody earns money by working', negative);
});

/** The row of the lease is held for a while: what counts is the clock when it is renewed, not when that was asked for. */
export const latebeats = onAgent('heartbeat behind a held row', isLive, async (at, model, real) => {
  const assignment = real.assignments[at]!;
  await real.sql.query('begin');
  await real.sql.query('select from lease where attempt = $1 for update', [assignment.attempt]);
  const beat = real.runners[model.agents[at]!.runner]!.heartbeatWith(assignment, 2);
  await new Promise((done) => setTimeout(done, 150));
  const { rows: clock } = await real.sql.query('select clock_timestamp()::text as now');
  await real.sql.query('commit');
  demand((await beat).status === 200, 'a heartbeat waits for a row', await beat);
  const { rows } = await real.sql.query(
    "select expires_at >= $2::timestamptz + $3::int * interval '1 millisecond' as whole from lease where token_hash = sha256($1::bytea)",
    [Buffer.from(assignment.token), clock[0].now, LEASE_MS],
  );
  demand(rows[0]?.whole === true, 'I3 a lease lasts from the moment it is renewed');
  see(real, 'lease renewed late');
});

/** A chunk in its place, twice, with a gap, or with other bytes than were acknowledged. */
export const appends = fc
  .tuple(fc.constantFrom('next', 'next', 'next', 'twice', 'again', 'gap', 'other', 'at once'), fc.nat(9))
  .chain(([how, n]) =>
    onAgent(`append ${how}`, isLive, async (at, model, real) => {
      const agent = model.agents[at]!;
      const machine = real.runners[agent.runner]!;
      const assignment = real.assignments[at]!;
      const bytes = chunk(agent, n);
      const off = bytesOf(agent);
      const last = agent.chunks.at(-1);
      if (how === 'gap') {
        const answer = await machine.append(assignment, off + 13, bytes);
        demand(answer.error?.code === 'LOG_GAP', 'I5 a chunk behind a gap is refused', answer);
        demand(answer.error.details.next === off, 'I5 the server says how far it is', answer);
      } else if (how === 'again' && last) {
        const answer = await machine.append(assignment, off - last.length, last);
        demand(
          answer.status === 200 && answer.data.duplicate === true,
          'I5 a repeated chunk is no error',
          answer,
        );
      } else if (how === 'other' && last) {
        const answer = await machine.append(assignment, off - last.length, Buffer.from(last).fill(0x2e, 13));
        demand(answer.error?.code === 'LOG_CONFLICT', 'I5 what was acknowledged never changes', answer);
      } else {
        const sent: Promise<Answer>[] = [machine.append(assignment, off, bytes)];
        if (how === 'at once')
          sent.push(machine.append(assignment, off, bytes), machine.append(assignment, off, bytes));
        const answers = await Promise.all(sent);
        demand(
          answers.every(({ status }) => status === 200),
          'I5 a chunk in its place is stored',
          answers.find(({ status }) => status !== 200),
        );
        demand(
          answers.filter(({ data }) => !data.duplicate).length === 1,
          'I5 a chunk is stored once',
          answers[0],
        );
        demand(
          answers[0]!.data.next === off + bytes.length,
          'I5 the offset counts what was stored',
          answers[0],
        );
        agent.chunks.push(bytes);
        if (how === 'twice') {
          const again = await machine.append(assignment, off, bytes);
          demand(again.data.duplicate === true, 'I5 a repeated chunk is no error', again);
        }
      }
      see(real, `append ${how}`);
    }),
  );

const OUTCOMES = [
  'succeeded',
  'succeeded',
  'succeeded',
  'failed',
  'released',
  'cancelled',
  'timeout',
] as const;

/** A result: of the whole log, of less than was sent, or given by two calls at once. */
export const finishes = fc
  .record({
    outcome: fc.constantFrom(...OUTCOMES),
    how: fc.constantFrom('whole', 'whole', 'short', 'at once'),
  })
  .chain(({ outcome, how }) =>
    onAgent(`finish ${outcome} ${how}`, isLive, async (at, model, real) => {
      const agent = model.agents[at]!;
      const machine = real.runners[agent.runner]!;
      const assignment = real.assignments[at]!;
      const result = resultOf(agent.kind, outcome);
      if (how === 'short') {
        const lie = {
          ...result,
          logBytes: bytesOf(agent) + 40,
          logDigest: chainDigest([...agent.chunks, chunk(agent, 1)]),
        };
        const answer = await machine.finish(assignment, lie, agent.chunks);
        demand(answer.error?.code === 'LOG_INCOMPLETE', 'I5 a result waits for the whole log', answer);
        see(real, 'result before its log');
        return;
      }
      const answers = await Promise.all(
        (how === 'at once' ? [1, 2] : [1]).map(() => machine.finish(assignment, result, agent.chunks)),
      );
      for (const answer of answers) demand(answer.status === 200, 'I2 a result is accepted', answer);
      demand(
        new Set(answers.map(({ data }) => data.taskStatus)).size === 1,
        'I2 and answered alike',
        answers[1],
      );
      noteResult(model, real, at, result, answers[0]!.data.taskStatus);
    }),
  );

/** The result again, as after a lost answer; and another one in its place. */
export const repeats = onAgent(
  'repeat a result',
  ({ result }) => result !== null,
  async (at, model, real) => {
    const agent = model.agents[at]!;
    const machine = real.runners[agent.runner]!;
    const again = await machine.finish(real.assignments[at]!, agent.result!.body, agent.chunks);
    demand(again.status === 200, 'I2 the same result gets the same answer for ever', again);
    const other = await machine.finish(
      real.assignments[at]!,
      { ...agent.result!.body, message: 'Another.' },
      agent.chunks,
    );
    demand(other.error?.code === 'RESULT_CONFLICT', 'I2 another result of the same agent is refused', other);
    see(real, 'result repeated');
  },
);

/** Everything that somebody could still send with a token that was good once. */
export const lateCalls = fc.nat(99).map((n) =>
  command(
    `a stale agent writes #${n}`,
    async (model, real) => {
      const one = real.stale[n % Math.max(real.stale.length, 1)];
      if (!one) return;
      const { assignment, why } = one;
      const machine = real.runners[0]!;
      const calls = [
        machine.heartbeatWith(assignment, 9),
        machine.begin(assignment),
        machine.append(assignment, 0, Buffer.from(chunk(model.agents[0]!, n))),
        machine.as(assignment, 'POST', 'locks', { paths: ['src/stale.js'] }),
        machine.as(assignment, 'POST', 'checks', { round: 0, checks: [] }),
        machine.finish(assignment, { ...resultOf(assignment.kind, 'succeeded'), message: 'Too late.' }),
      ];
      for (const answer of await Promise.all(calls))
        demand(
          answer.status === 409 || answer.status === 401,
          `I4 nothing of a stale agent is accepted (${why})`,
          answer,
        );
      see(real, 'stale write');
    },
    (model) => model.agents.some(({ live }) => !live),
  ),
);

export function noteResult(
  model: Model,
  real: Real,
  at: number,
  body: Record<string, unknown>,
  taskStatus: string,
): void {
  const agent = model.agents[at]!;
  agent.live = false;
  agent.result = { body, taskStatus };
  real.stale.push({ assignment: real.assignments[at]!, why: 'ended' });
  see(real, `${agent.kind} ended ${body.outcome}: ${taskStatus}`);
}

/** A result as a runner would give it for such an agent. */
export function resultOf(kind: string, outcome: string): Record<string, unknown> {
  const reason = outcome === 'failed' ? 'process_crash' : outcome === 'succeeded' ? null : outcome;
  if (outcome !== 'succeeded') return { outcome, reason, headSha: null, mergedSha: null, changes: null };
  return kind === 'verify'
    ? { outcome, checks: [PASSING_TEST], usage: { ...NO_USAGE, costMicros: 70 } }
    : { outcome, usage: { ...NO_USAGE, costMicros: 1200 } };
}
