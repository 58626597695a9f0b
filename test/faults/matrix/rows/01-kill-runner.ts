import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Row } from '../row';

/** The moments of an agent's life at which its runner is ended, in their order. */
export const POINTS = [
  'claimed',
  'noted',
  'worktree-made',
  'engine-open',
  'started',
  'chunk-before-send',
  'chunk-acked',
  'turn-over',
  'committed',
  'result-kept',
  'result-acked',
  'tidied',
  'merge-before-move',
  'merge-moved',
];

export const killRunner: Row = {
  number: 1,
  fault: 'runner kill -9 at each of its named moments',
  holds: 'I1 I2 I3 I5 I7; the task is offered again',
  machines: 1,
  run: async (stage) => {
    const machine = stage.machines[0]!;
    const waits: number[] = [];
    for (const point of POINTS) {
      const ref = await stage.task('normal lines=6 pauseMs=10');
      machine.start({ argv: [], env: { AO_RACE_POINT: `${point}@1:SIGKILL` } });
      const hit = () =>
        existsSync(path.join(machine.root, 'race.log')) &&
        readFileSync(path.join(machine.root, 'race.log'), 'utf8').includes(`${point}\n`);
      await stage.eventually(`the runner passes ${point}`, async () => hit());
      await machine.running()!.ended();
      const died = Date.now();
      const before = (await stage.api('GET', `/api/tasks/${ref}`)).data.attempt;
      machine.start({ argv: [] });
      await stage.eventually(`${ref} is worked on again after ${point}`, async () => {
        const { status, attempt } = (await stage.api('GET', `/api/tasks/${ref}`)).data;
        if (status === 'QUEUED') await stage.api('POST', `/api/tasks/${ref}/run`, {});
        return status === 'COMPLETED' || attempt > before;
      });
      waits.push(Date.now() - died);
      await stage.until(ref, 'COMPLETED');
      await machine.kill();
    }
    // Whoever was killed between the answer and its tidying up left a folder: the next start sees to it, if it is let.
    machine.start();
    await stage.eventually('the last start has tidied up', async () => {
      const agents = path.join(machine.state, 'agents');
      return !existsSync(agents) || readdirSync(agents).length === 0;
    });
    return `${POINTS.length} moments, offered again within ${Math.max(...waits)} ms`;
  },
};
