import { setTimeout as pause } from 'node:timers/promises';
import { enginesOf } from '../../harness/engines';
import type { Row } from '../row';

const HAND_BACKS = 6;

export const STOPPED_ROWS: Row[] = [
  {
    number: 3,
    fault: 'runner kill -9: its child is an orphan',
    holds: 'I7 within 12 s; the task is offered again',
    machines: 2,
    run: async (stage) => {
      const [first, second] = stage.machines as [(typeof stage.machines)[0], (typeof stage.machines)[0]];
      first.start();
      const ref = await stage.task('silent pauseMs=3000');
      await stage.until(ref, 'IN_PROGRESS');
      await stage.eventually('the engine runs', async () => enginesOf(first).length > 0);
      second.start();
      const began = Date.now();
      await first.kill();
      await stage.eventually('the orphan is gone', async () => enginesOf(first).length === 0, 12_000);
      const orphan = Date.now() - began;
      await stage.eventually(
        'another attempt',
        async () => (await stage.api('GET', `/api/tasks/${ref}`)).data.attempt > 1,
        30_000,
      );
      const again = Date.now() - began;
      first.start();
      return `orphan gone after ${orphan} ms, offered again after ${again} ms`;
    },
  },
  {
    number: 7,
    fault: 'runner stopped for less than its lease; then told twice to leave',
    holds: 'the same attempt goes on; the task is handed back',
    run: async (stage) => {
      const running = stage.machines[0]!.start();
      const ref = await stage.task('normal lines=60 pauseMs=50');
      await stage.until(ref, 'IN_PROGRESS');
      running.child.kill('SIGSTOP');
      await pause(1000);
      running.child.kill('SIGCONT');
      await stage.until(ref, 'COMPLETED');
      const agents = (await stage.api('GET', `/api/agents?taskId=${ref}`)).data as { kind: string }[];
      if (agents.filter(({ kind }) => kind === 'work').length !== 1) throw new Error('I3 it was begun anew');
      running.child.kill('SIGINT');
      await running.ended();
      const waits: number[] = [];
      for (let times = 0; times < HAND_BACKS; times++) {
        const leaving = stage.machines[0]!.start();
        const other = await stage.task('silent pauseMs=60000');
        await stage.until(other, 'IN_PROGRESS');
        leaving.child.kill('SIGINT');
        await leaving.says('Finishing');
        const began = Date.now();
        leaving.child.kill('SIGINT');
        await stage.eventually('it is handed back', async () => (await stage.status(other)) === 'QUEUED');
        waits.push(Date.now() - began);
        await leaving.ended();
        await stage.api('POST', `/api/tasks/${other}/cancel`, {});
      }
      return `${HAND_BACKS} times handed back within ${waits.sort((a, b) => a - b).join(', ')} ms`;
    },
  },
  {
    number: 8,
    fault: 'runner stopped until another has taken over, then woken',
    holds: 'I2 I4; the first ends its child and nothing of it is accepted',
    machines: 2,
    run: async (stage) => {
      const [first, second] = stage.machines as [(typeof stage.machines)[0], (typeof stage.machines)[0]];
      const running = first.start();
      const ref = await stage.task('normal lines=40 pauseMs=40');
      await stage.until(ref, 'IN_PROGRESS');
      running.child.kill('SIGSTOP');
      const began = Date.now();
      second.start();
      await stage.eventually(
        'another takes over',
        async () => (await stage.api('GET', `/api/tasks/${ref}`)).data.attempt > 1,
        30_000,
      );
      const took = Date.now() - began;
      running.child.kill('SIGCONT');
      await running.says('no longer ours');
      await stage.until(ref, 'COMPLETED');
      return `taken over after ${took} ms`;
    },
  },
];
