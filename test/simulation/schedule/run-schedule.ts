import { TERMINAL } from '@/contract/terminal-status';
import type { Rare } from '../coverage';
import { act } from './act';
import { Broken } from './audit';
import { noticeAtEnd } from './notice';
import { planOf, type Step } from './plan';
import { SWEEP_TICKS, World } from './world';

/** Long enough for every wait of the protocol (lease, grace, back-off, patience, work) and for each failure that a task may have. */
const REST_TICKS = 2000;
const REST_STEPS = 20_000;

export interface Ran {
  seed: number;
  steps: number;
  events: number;
  seen: Set<Rare>;
  world: World;
  broken: { invariant: string; saw: string; atStep: number } | null;
}

/** Runs one schedule: its plan, then without faults until all has come to rest, and says what did not hold. */
export function runSchedule(seed: number, plan: Step[] = planOf(seed)): Ran {
  const world = new World(seed);
  let atStep = 0;
  let broken: Ran['broken'] = null;
  let events = 0;
  try {
    for (const step of plan) {
      for (let i = 0; i < step.after; i++) if (world.timeline.step()) events++;
      act(world, step);
      atStep++;
    }
    events += rest(world);
    world.auditor.atRest();
  } catch (error) {
    const known = error instanceof Broken;
    broken = {
      invariant: known ? error.invariant : 'crash',
      saw: known ? error.saw : String((error as Error).stack),
      atStep,
    };
  }
  noticeAtEnd(world);
  return { seed, steps: plan.length, events, seen: world.seen, world, broken };
}

/** Faults stop, a person trusts every runner again, and time goes on until nothing is left to do. */
function rest(world: World): number {
  const { timeline, model } = world;
  world.serverAwayUntil = 0;
  for (const machine of world.machines) machine.heal();
  for (const ghost of world.ghosts) ghost.kill();
  for (const machine of world.machines) timeline.after(5, () => machine.boot());
  const until = timeline.now + REST_TICKS;
  let events = 0;
  // A sweep may still find work for who is left; at rest is who stays so until it has looked.
  let restsSince: number | null = null;
  while (events < REST_STEPS && timeline.now < until) {
    if (!timeline.step(until)) break;
    events++;
    for (const runner of model.rows.runners.values())
      if (runner.status === 'SUSPECT') world.person({ do: 'trust', runnerId: runner.id });
    if (events % 16 !== 0) continue;
    restsSince = isAtRest(world) ? (restsSince ?? timeline.now) : null;
    if (restsSince !== null && timeline.now > restsSince + SWEEP_TICKS) break;
  }
  return events;
}

/** No agent is live and no task could begin. */
function isAtRest({ model: { rows } }: World): boolean {
  if (rows.leases.size > 0) return false;
  for (const task of rows.tasks.values())
    if (!TERMINAL.has(task.status) && (task.ready !== null || task.status === 'CANCELLING')) return false;
  return true;
}
