import fc from 'fast-check';
import { command } from './command';
import { bytesOf, chunk, demand, type Model, noteGrant, noteLost, type Real, ROOM, see } from './world';

const WAIT_MS = 200;

/** The live agents of a runner, by their places in the model. */
const agentsOf = (model: Model, runner: number): number[] =>
  model.agents.flatMap((agent, place) => (agent.live && agent.runner === runner ? [place] : []));

/** A runner opens a new session and goes on with those of its agents that it still has; all others are lost. */
export async function restart(model: Model, real: Real, runner: number, kept: number[]): Promise<void> {
  const machine = real.runners[runner]!;
  const before = machine.epoch;
  const opened = await machine.open(
    kept.map((place) => real.assignments[place]!.agentId),
    ROOM,
  );
  demand(opened.status === 201, 'a runner opens a session', opened);
  demand(machine.epoch > before, 'I4 each session is newer', opened);
  for (const place of agentsOf(model, runner)) {
    const old = real.assignments[place]!;
    const adopted = opened.data.adopt.find(({ agentId }: { agentId: string }) => agentId === old.agentId);
    demand(
      Boolean(adopted) === kept.includes(place),
      'I3 a session goes on with what its runner still has',
      opened,
    );
    if (!adopted) noteLost(model, real, place, 'runner restarted');
    else {
      real.stale.push({ assignment: old, why: 'adopted by a newer session' });
      real.assignments[place] = { ...old, token: adopted.token };
      const bytes = chunk(model.agents[place]!, 0);
      const calls = [
        machine.heartbeatWith(old, 99),
        machine.append(old, bytesOf(model.agents[place]!), bytes),
      ];
      for (const answer of await Promise.all(calls))
        demand(
          answer.error?.code === 'LEASE_LOST',
          'I4 the token of an earlier session is worth nothing',
          answer,
        );
      see(real, 'adopted');
    }
  }
  const now = machine.epoch;
  machine.epoch = before;
  const old = await machine.claim(0);
  machine.epoch = now;
  demand(before === 0 || old.error?.code === 'SESSION_SUPERSEDED', 'I4 an older session claims nothing', old);
}

/** A runner starts again and goes on with half of what it had. */
export const reopens = fc.nat(2).map((runner) =>
  command(`runner ${runner} starts again`, async (model, real) => {
    const kept = agentsOf(model, runner).filter((_, i) => i % 2 === 1);
    await restart(model, real, runner, kept);
  }),
);

/**
 * A runner says goodbye while a call of its own still waits for work, and comes back: what it has begun is its own still, all
 * else is offered to others.
 */
export const leaves = fc.nat(2).map((runner) =>
  command(`runner ${runner} says goodbye and comes back`, async (model, real) => {
    const machine = real.runners[runner]!;
    const waiting = machine.claim(WAIT_MS);
    await new Promise((done) => setTimeout(done, WAIT_MS / 4));
    const closed = await machine.call('DELETE', '/api/runner/sessions/current');
    demand(closed.status === 200, 'a session closes', closed);
    const { assignment } = (await waiting).data;
    if (assignment) noteGrant(model, real, runner, assignment);
    for (const place of agentsOf(model, runner)) {
      if (model.agents[place]!.begun) continue;
      const beat = await machine.heartbeatWith(real.assignments[place]!, 99);
      demand(
        beat.error?.code === 'LEASE_LOST',
        'I4 what a runner has not begun when it leaves is not its own any more',
        beat,
      );
      noteLost(model, real, place, 'runner left');
    }
    const late = await machine.claim(0);
    demand(late.data?.assignment === null, 'I4 who said goodbye is granted nothing', late);
    await restart(model, real, runner, agentsOf(model, runner));
    see(real, 'runner left');
  }),
);
