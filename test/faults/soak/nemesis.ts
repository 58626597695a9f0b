import { setTimeout as pause } from 'node:timers/promises';
import { enginesOf } from '../harness/engines';
import type { Fault } from '../harness/fault-proxy';
import type { Machine } from '../harness/machine';
import type { Stage } from '../harness/stage';
import { POINTS } from '../matrix/rows/01-kill-runner';

/** Numbers of a seed. */
export interface Dice {
  below(n: number): number;
  of<T>(all: readonly T[]): T;
}

const page: Fault = {
  kind: 'answer',
  status: 200,
  headers: { 'content-type': 'text/html' },
  body: '<html>Pay</html>',
};
const busy: Fault = {
  kind: 'answer',
  status: 503,
  headers: { 'content-type': 'application/json', 'retry-after': '1', 'ao-server': '1' },
  body: '{}',
};

/** A machine is as it was: its runner lives, and nothing is in its way. */
async function heal(machine: Machine): Promise<void> {
  machine.proxy.decide = () => null;
  machine.running()?.child.kill('SIGCONT');
  if (machine.running()?.child.exitCode !== null || machine.running()?.child.signalCode !== null)
    machine.start();
}

async function onTheWay(machine: Machine, ms: number, fault: () => Fault | null): Promise<void> {
  machine.proxy.decide = fault;
  await pause(ms);
}

type Strike = (stage: Stage, machine: Machine, dice: Dice) => Promise<void>;

/** What may happen to a machine, or to all; each ends by itself. */
export const STRIKES: Record<string, Strike> = {
  'runner killed': async (_stage, machine, dice) => {
    await machine.kill();
    await pause(dice.below(4000));
  },
  'runner killed at a named moment': async (_stage, machine, dice) => {
    await machine.kill();
    const running = machine.start({
      env: { AO_RACE_POINT: `${dice.of(POINTS)}@${1 + dice.below(2)}:SIGKILL` },
    });
    await Promise.race([running.ended(), pause(6000)]);
    // A moment that has not come must not come later, where nobody would start the runner again.
    await machine.kill();
  },
  'runner stopped': async (_stage, machine, dice) => {
    machine.running()?.child.kill('SIGSTOP');
    await pause(dice.of([500, 1500, 6000]));
  },
  'engine killed': async (_stage, machine, dice) => {
    const engines = enginesOf(machine);
    if (engines.length > 0) process.kill(dice.of(engines), 'SIGKILL');
  },
  'runner told to leave': async (_stage, machine) => {
    machine.running()?.child.kill('SIGINT');
    await pause(200);
    machine.running()?.child.kill('SIGINT');
    if (machine.running()) await Promise.race([machine.running()!.ended(), pause(8000)]);
  },
  'network cut': (_stage, machine, dice) =>
    onTheWay(machine, dice.of([800, 2500, 7000]), () => ({ kind: 'reset' })),
  'answers lost': (_stage, machine, dice) =>
    onTheWay(machine, 4000, () => (dice.below(2) ? { kind: 'lose-answer' } : null)),
  'half-open connections': (_stage, machine) => onTheWay(machine, 4000, () => ({ kind: 'lose-request' })),
  'everything twice': (_stage, machine) => onTheWay(machine, 5000, () => ({ kind: 'twice' })),
  'late and out of order': (_stage, machine, dice) =>
    onTheWay(machine, 5000, () => ({ kind: 'latency', ms: dice.below(2500) })),
  'captive portal': (_stage, machine) => onTheWay(machine, 3000, () => page),
  'a busy server': (_stage, machine, dice) => onTheWay(machine, 4000, () => (dice.below(3) ? null : busy)),
  'server killed': async (stage) => {
    await stage.server.kill();
    await stage.server.start();
  },
  'database restarted': (stage) => stage.cluster.restart(),
  'connections terminated': async (stage) => {
    await stage.sql(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
  },
};

/** Strikes once, by the dice; answers what happened. What was struck is healed. */
export async function strike(stage: Stage, dice: Dice): Promise<string> {
  const machine = dice.of(stage.machines);
  const what = dice.of(Object.keys(STRIKES));
  stage.tell('nemesis', { what, machine: machine.name });
  await STRIKES[what]!(stage, machine, dice);
  await heal(machine);
  return what;
}
