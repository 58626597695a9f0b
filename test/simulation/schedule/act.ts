import type { TaskStatus } from '@/contract/task';
import { TERMINAL } from '@/contract/terminal-status';
import { makeFrame } from '../../../cli/src/logs/frame';
import type { Command } from '../commands';
import { digestOf } from '../digest-of';
import type { Rows, TaskRow } from '../model/rows';
import { Machine } from '../runner/machine';
import type { Step, StepName } from './plan';
import type { World } from './world';

const HINTS = [[], ['src/a.ts'], ['src/'], ['docs/*.md'], ['src/b.ts', 'docs/x.md'], []];
const READS = [[], ['docs/'], [], [], [], [], ['src/a.ts', 'docs/'], [], [], [], []];

/** Does one step of a plan to a world; where there is nothing to do it to, nothing. */
export function act(world: World, step: Step): void {
  DO[step.name](world, step, world.machines[step.who % world.machines.length]!);
}

type Act = (world: World, step: Step, machine: Machine) => void;

function tasksIn(world: World, ...statuses: TaskStatus[]): TaskRow[] {
  const found: TaskRow[] = [];
  for (const task of world.model.rows.tasks.values()) if (statuses.includes(task.status)) found.push(task);
  return found;
}
const pick = <T>(items: T[], { much }: Step): T | undefined => items[much % items.length];
/** Ends a fault after a while, whatever it was. */
const ticksOf = ({ much }: Step, most: number) => 1 + (much % most);

function unneeded({ tasks }: Rows): TaskRow[] {
  const needed = new Set<string>();
  for (const { needs } of tasks.values()) for (const id of needs) needed.add(id);
  return [...tasks.values()].filter(({ id }) => !needed.has(id));
}

const create: Act = (world, step) => {
  const { rows } = world.model;
  let open = 0;
  for (const { status } of rows.tasks.values()) if (!TERMINAL.has(status)) open++;
  if (open >= 6) return;
  const need = step.much % 5 === 0 ? pick(unneeded(rows), step) : undefined;
  world.person({
    do: 'create',
    files: HINTS[step.much % HINTS.length]!,
    reads: READS[step.much % READS.length]!,
    needs: need ? [need.id] : [],
    priority: step.much % 3,
    maxRetries: step.much % 4,
    review: step.much % 3 === 0,
    role: step.much % 7 === 0 ? 'healthcheck' : 'coding',
  });
};

const approve: Act = (world, step) => {
  const task = pick(tasksIn(world, 'IN_REVIEW'), step);
  if (task) world.person({ do: 'approve', taskId: task.id, headSha: task.headSha! });
};

/** The last commands of a kind that were taken. */
function past<N extends Command['do']>({ history }: World, name: N): Extract<Command, { do: N }>[] {
  const found: Extract<Command, { do: N }>[] = [];
  for (let i = history.length - 1; i >= 0 && found.length < 12; i--) {
    const { command, outcome } = history[i]!;
    if (command.do === name && 'value' in outcome) found.push(command as Extract<Command, { do: N }>);
  }
  return found.reverse();
}
/** The last of what runners asked. */
function asked({ history }: World): Command[] {
  const found: Command[] = [];
  for (let i = history.length - 1; i >= 0 && found.length < 40; i--) {
    const { command } = history[i]!;
    if ('token' in command || command.do === 'claim') found.push(command);
  }
  return found.reverse();
}

const DO: Record<StepName, Act> = {
  run: (world, step) => {
    for (let i = 0; i < 2 + (step.much % 8); i++) world.timeline.step();
  },
  create,
  approve,
  retry: (world, step) => {
    const task = pick(tasksIn(world, 'NEEDS_HUMAN'), step);
    if (task) world.person({ do: 'retry', taskId: task.id });
  },
  requestChanges: (world, step) => {
    const task = pick(tasksIn(world, 'IN_REVIEW', 'MERGING'), step);
    if (task) world.person({ do: 'requestChanges', taskId: task.id });
  },
  cancel: (world, step) => {
    const task = pick(tasksIn(world, 'ASSIGNED', 'IN_PROGRESS', 'VERIFYING', 'QUEUED', 'MERGING'), step);
    if (task) world.person({ do: 'cancel', taskId: task.id });
  },
  kill: (world, step) => {
    const lease = pick([...world.model.rows.leases.values()], step);
    if (lease) world.person({ do: 'kill', agentId: lease.agentId, requeue: step.much % 2 === 0 });
  },
  releaseLocks: (world, step) => {
    const lock = pick(world.model.rows.locks, step);
    if (lock) world.person({ do: 'releaseLocks', taskId: lock.taskId });
  },
  trust: (world, step) => {
    const held = pick(
      [...world.model.rows.runners.values()].filter(({ status }) => status === 'SUSPECT'),
      step,
    );
    if (held) world.person({ do: 'trust', runnerId: held.id });
  },
  cutBoth: (world, step, { link }) => {
    link.upCutUntil = link.downCutUntil = world.timeline.now + ticksOf(step, 140);
  },
  lid: (_, __, machine) => {
    machine.lidsToCome = 3;
  },
  cutDown: (world, step, { link }) => {
    link.downCutUntil = world.timeline.now + ticksOf(step, 40);
  },
  cutUp: (world, step, { link }) => {
    link.upCutUntil = world.timeline.now + ticksOf(step, 60);
  },
  slow: (world, step, { link }) => {
    link.slowUntil = world.timeline.now + ticksOf(step, 60);
  },
  serverAway: (world, step) => {
    world.serverAwayUntil = world.timeline.now + ticksOf(step, 15);
  },
  lostAnswer: (_, step, { link }) => {
    link.lostAfterCommit += 1 + (step.much % 2);
  },
  kill9: (world, step, machine) => {
    world.saw('a runner is killed');
    machine.kill();
    world.timeline.after(ticksOf(step, step.much % 3 === 0 ? 120 : 20), () => machine.boot());
  },
  power: (world, step, machine) => {
    world.cutPower(machine);
    world.timeline.after(ticksOf(step, 40), () => machine.boot());
  },
  drain: (_world, _step, machine) => machine.process?.drain(),
  handBack: (_world, _step, machine) => machine.process?.handBack(),
  sleep: (world, step, machine) => {
    world.saw('a machine sleeps');
    machine.sleep(ticksOf(step, 150));
  },
  clock: (world, step, machine) => {
    world.saw('a clock jumps');
    machine.setClock((step.much % 2 === 0 ? 1 : -1) * 1000 * step.much * 4);
  },
  diskFull: (world, step, machine) => {
    machine.disk.full = true;
    world.timeline.after(ticksOf(step, 30), () => {
      machine.disk.full = false;
    });
  },
  twice: (_, step, { link }) => {
    link.twice += 1 + (step.much % 4);
  },
  late: (_, step, { link }) => {
    link.late += 1 + (step.much % 2);
  },
  replay: (world, step) => {
    const old = pick(asked(world), step);
    if (old) world.serve(old);
  },
  garbage: (world, step, { link }) => {
    link.garbageUntil = world.timeline.now + ticksOf(step, 15);
  },
  strangeChunk: (world, step) => {
    const last = past(world, 'append').at(-1);
    if (!last) return;
    const off = [last.off, last.off + 1, last.off + 1_000_000, 0][step.much % 4]!;
    const bytes = makeFrame('stdout', 0, Buffer.from(`strange ${step.much}\n`), false);
    world.serve({ ...last, off, bytes, sha256: digestOf(bytes) });
  },
  staleToken: (world, step) => {
    const last = pick(past(world, 'heartbeat'), step);
    if (last) world.serve({ ...last, token: step.much % 2 === 0 ? 'nobody' : `token${step.much % 9}` });
  },
  secondResult: (world, step) => {
    const last = pick(past(world, 'finish'), step);
    if (last) world.serve({ ...last, result: { ...last.result, outcome: 'failed', reason: 'unknown' } });
  },
  earlyResult: (world, step) => {
    const last = pick(past(world, 'append'), step);
    if (!last) return;
    const result = { reason: null, baseSha: null, headSha: null, mergedSha: null, check: null } as const;
    world.serve({
      do: 'finish',
      agentId: last.agentId,
      token: last.token,
      result: { ...result, outcome: 'succeeded' },
      logBytes: step.much % 2 === 0 ? 1 : world.truth.acked.get(last.agentId)!,
      logDigest: 'f'.repeat(64),
    });
  },
  ghost: (world, _step, machine) => {
    const ghost = new Machine(world, machine.runnerId, true);
    machine.disk.copyTo(ghost.disk);
    for (const name of ghost.disk.notes.keys()) world.ghostsOf.add(name.split('/')[0]!);
    world.ghosts.push(ghost);
    ghost.boot();
  },
};
