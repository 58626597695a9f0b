import path from 'node:path';
import type { Stage } from '../../harness/stage';
import { FAKETIME, hasFaketime, wallClock } from '../../harness/wall-clock';
import type { Row } from '../row';

const needs = FAKETIME;
const has = hasFaketime;

/** A task at work on a machine whose clock can be set. */
async function working(stage: Stage) {
  const machine = stage.machines[0]!;
  const clock = wallClock(path.join(machine.root, 'clock'));
  const running = machine.start({ env: clock.env });
  const ref = await stage.task('normal lines=40 pauseMs=60');
  await stage.until(ref, 'IN_PROGRESS');
  return { clock, running, ref };
}
const attempts = async (stage: Stage, ref: string) =>
  ((await stage.api('GET', `/api/agents?taskId=${ref}`)).data as { kind: string }[]).filter(
    ({ kind }) => kind === 'work',
  ).length;

export const CLOCK_ROWS: Row[] = [
  {
    number: 9,
    fault: 'suspend: frozen, and an hour later by the wall clock alone',
    holds: 'unsure before any side effect: I4',
    needs,
    has,
    run: async (stage) => {
      const { clock, running, ref } = await working(stage);
      running.child.kill('SIGSTOP');
      clock.set('+3600');
      running.child.kill('SIGCONT');
      await stage.until(ref, 'COMPLETED', 'QUEUED');
      return `${await attempts(stage, ref)} attempts`;
    },
  },
  {
    number: 10,
    fault: 'the wall clock of a runner: an hour back, a day ahead, 2 % too fast',
    holds: 'back and fast have no effect on a lease; assertions follow the server’s time',
    needs,
    has,
    run: async (stage) => {
      const { clock, ref } = await working(stage);
      clock.set('-3600');
      await stage.until(ref, 'COMPLETED');
      if ((await attempts(stage, ref)) !== 1) throw new Error('I3 a clock that was set back cost an attempt');
      clock.set('+0 x1.02');
      await stage.until(await stage.task('normal lines=20 pauseMs=40'), 'COMPLETED');
      await stage.machines[0]!.kill();
      clock.set('+86400');
      stage.machines[0]!.start({ env: clock.env });
      await stage.until(await stage.task('normal lines=6'), 'COMPLETED');
      return undefined;
    },
  },
];
