import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { copyState } from '../../harness/machine';
import type { Row } from '../row';

const PHASES = [
  'claimed',
  'noted',
  'worktree-made',
  'engine-open',
  'started',
  'chunk-acked',
  'turn-over',
  'committed',
  'result-kept',
  'result-acked',
];

export const PEOPLE_ROWS: Row[] = [
  {
    number: 31,
    fault: 'two runners with one key: a copied disk',
    holds: 'the newer session wins, the older leaves: I3',
    run: async (stage) => {
      const machine = stage.machines[0]!;
      const first = machine.start();
      await first.says('is ready for work');
      const ref = await stage.task('silent pauseMs=2500');
      await stage.until(ref, 'IN_PROGRESS');
      const copy = path.join(machine.root, 'copy');
      copyState(machine, copy);
      rmSync(path.join(copy, 'state', 'runner.pid'), { force: true });
      const second = machine.start({ env: { AGENT_ORCHESTRATOR_HOME: copy } });
      const { code } = await first.ended();
      if (code === 0) throw new Error('I3 the older session left as if nothing were wrong');
      await second.says('is ready for work');
      return `the older left with ${code}`;
    },
  },
  {
    number: 33,
    fault: 'a runner is revoked while it works',
    holds: 'its child is stopped, exit 4, the task is queued again',
    machines: 2,
    run: async (stage) => {
      const [first, second] = stage.machines as [(typeof stage.machines)[0], (typeof stage.machines)[0]];
      const running = first.start();
      const ref = await stage.task('silent pauseMs=3000');
      await stage.until(ref, 'IN_PROGRESS');
      const runner = (await stage.api('GET', '/api/runners')).data.find(
        ({ liveness }: { liveness: string }) => liveness === 'busy',
      );
      const began = Date.now();
      await stage.api('DELETE', `/api/runners/${runner.id}`);
      const { code } = await running.ended();
      if (code !== 4) throw new Error(`it ended with ${code}, not 4`);
      second.start();
      return `stopped after ${Date.now() - began} ms`;
    },
  },
  {
    number: 34,
    fault: 'cancel at each of ten phases, twice',
    holds: 'I8; exactly one end',
    run: async (stage) => {
      const machine = stage.machines[0]!;
      const waits: number[] = [];
      for (const phase of PHASES) {
        const log = path.join(machine.root, 'race.log');
        rmSync(log, { force: true });
        const ref = await stage.task('normal lines=8 pauseMs=20');
        const running = machine.start({ argv: [], env: { AO_RACE_POINT: `${phase}@1:SIGSTOP` } });
        await stage.eventually(
          `the runner stands at ${phase}`,
          async () => existsSync(log) && readFileSync(log, 'utf8').includes(phase),
        );
        const answer = await stage.api('POST', `/api/tasks/${ref}/cancel`, {});
        await stage.api('POST', `/api/tasks/${ref}/cancel`, {});
        const began = Date.now();
        running.child.kill('SIGCONT');
        if (answer.status === 200) await stage.until(ref, 'CANCELLED');
        waits.push(Date.now() - began);
        running.child.kill('SIGINT');
        await Promise.race([running.ended(), pause(15_000)]);
        await machine.kill();
      }
      return `cancelled within ${Math.max(...waits)} ms`;
    },
  },
];
