import { setTimeout as pause } from 'node:timers/promises';
import type { Row } from '../row';

/** Every call of a runner that changes something. */
const HANDLERS = [/claims$/, /\/start$/, /\/heartbeat$/, /\/logs\?/, /\/checks$/, /\/result$/, /\/locks$/];

export const SERVER_ROWS: Row[] = [
  {
    number: 20,
    fault: 'server kill -9 in every handler, between commit and answer',
    holds: 'I2 I5; the repeated call gets the same answer',
    run: async (stage) => {
      const machine = stage.machines[0]!;
      machine.start({ argv: [] });
      let killed = 0;
      for (const handler of HANDLERS) {
        let armed = true;
        machine.proxy.decide = ({ path }) => {
          if (!armed || !handler.test(path)) return null;
          armed = false;
          return {
            kind: 'done-then',
            run: async () => {
              killed++;
              await stage.server.kill();
              await stage.server.start();
            },
          };
        };
        const ref = await stage.task('normal lines=6 pauseMs=20');
        await stage.eventually(`a request meets ${handler}`, async () => !armed);
        await stage.until(ref, 'COMPLETED', 'NEEDS_HUMAN');
      }
      return `${killed} kills`;
    },
  },
  {
    number: 22,
    fault: 'PostgreSQL restarted at once under load',
    holds: 'acknowledged writes survive; serving again within 10 s',
    machines: 2,
    run: async (stage) => {
      for (const machine of stage.machines) machine.start();
      for (let n = 0; n < 6; n++) await stage.task('normal lines=30 pauseMs=40');
      await pause(2500);
      const written: string[] = [];
      let slowest = 0;
      for (let times = 0; times < 3; times++) {
        written.push(await stage.task('normal lines=4'));
        const began = Date.now();
        await stage.cluster.restart();
        written.push(
          await stage.eventually('a write is taken again', () => stage.task('normal lines=4'), 20_000),
        );
        slowest = Math.max(slowest, Date.now() - began);
        await pause(800);
      }
      for (const ref of written)
        if (!(await stage.status(ref))) throw new Error(`I1 ${ref} was acknowledged and is gone`);
      if (slowest > 10_000) throw new Error(`serving again only after ${slowest} ms`);
      return `serving again within ${slowest} ms, 3 restarts`;
    },
  },
  {
    number: 23,
    fault: 'connections to the database are terminated at random',
    holds: 'no partial transition; 503, not 500',
    machines: 2,
    run: async (stage) => {
      for (const machine of stage.machines) machine.start();
      for (let n = 0; n < 6; n++) await stage.task('normal lines=20 pauseMs=30');
      const statuses = new Set<number>();
      for (let times = 0; times < 20; times++) {
        await stage.sql(
          'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() order by random() limit 3',
        );
        statuses.add((await stage.api('GET', '/api/tasks')).status);
        await pause(200);
      }
      if (statuses.has(500)) throw new Error('a lost connection was answered with 500');
      return `answers ${[...statuses].join(', ')}`;
    },
  },
];
