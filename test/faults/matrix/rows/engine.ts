import { readFileSync } from 'node:fs';
import { chance } from '../../../support/random-history';
import { enginesOf } from '../../harness/engines';
import type { Stage } from '../../harness/stage';
import type { Row } from '../row';

const agentsOf = async (stage: Stage, ref: string) =>
  (await stage.api('GET', `/api/agents?taskId=${ref}`)).data as {
    status: string;
    reason: string | null;
    kind: string;
  }[];

/** Waits until an attempt of a task has ended for a reason. */
const endedFor = (stage: Stage, ref: string, reason: string) =>
  stage.eventually(`an agent of ${ref} ended for ${reason}`, async () =>
    (await agentsOf(stage, ref)).some((agent) => agent.reason === reason),
  );

export const ENGINE_ROWS: Row[] = [
  {
    number: 2,
    fault: 'kill -9 of the child only',
    holds: 'the attempt fails with the signal, its log is whole',
    run: async (stage) => {
      const machine = stage.machines[0]!;
      machine.start();
      const ref = await stage.task('silent pauseMs=4000');
      await stage.until(ref, 'IN_PROGRESS');
      const [pid] = await stage.eventually('the engine runs', async () => {
        const found = enginesOf(machine);
        return found.length > 0 && found;
      });
      process.kill(pid!, 'SIGKILL');
      await endedFor(stage, ref, 'process_crash');
      return undefined;
    },
  },
  {
    number: 4,
    fault: 'the child ignores SIGTERM and double-forks a daemon',
    holds: 'killed within 11 s, the escapee found: I7',
    run: async (stage) => {
      stage.machines[0]!.start();
      const ref = await stage.task('stubborn-daemon');
      await stage.until(ref, 'IN_PROGRESS');
      await stage.eventually('the engine runs', async () => enginesOf(stage.machines[0]!).length > 0);
      const began = Date.now();
      await stage.api('POST', `/api/tasks/${ref}/cancel`, {});
      await stage.eventually(
        'the engine is gone',
        async () => enginesOf(stage.machines[0]!).length === 0,
        15_000,
      );
      const took = Date.now() - began;
      await stage.until(ref, 'CANCELLED');
      return `gone after ${took} ms`;
    },
  },
  {
    number: 5,
    fault: 'the child hangs after its result',
    holds: 'success, and the process is ended',
    run: async (stage) => {
      stage.machines[0]!.start();
      await stage.until(await stage.task('hang-after-result lines=4'), 'COMPLETED');
      return undefined;
    },
  },
  {
    number: 6,
    fault: 'the child exits 0 without a result, or with half of one',
    holds: 'no_result, never success',
    run: async (stage) => {
      stage.machines[0]!.start();
      const refs = [
        await stage.task('no-result lines=4', { maxRetries: 0 }),
        await stage.task('half-result lines=4', { maxRetries: 0 }),
      ];
      for (const ref of refs) await endedFor(stage, ref, 'no_result');
      return undefined;
    },
  },
  {
    number: 35,
    fault: 'a line of 10 MB; ten thousand writes of one byte',
    holds: 'I5, memory bounded',
    run: async (stage) => {
      const running = stage.machines[0]!.start();
      const refs = [await stage.task('long-line lines=20'), await stage.task('bytes lines=160')];
      for (const ref of refs) await stage.until(ref, 'COMPLETED');
      const status = readFileSync(`/proc/${running.child.pid}/status`, 'utf8');
      return `peak memory of the runner ${Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024)} MB`;
    },
  },
  {
    number: 36,
    fault: 'invalid UTF-8, NUL, BOM, CRLF, ANSI, a character cut into four',
    holds: 'I5 byte for byte',
    run: async (stage) => {
      stage.machines[0]!.start();
      await stage.until(await stage.task('ugly'), 'COMPLETED');
      return undefined;
    },
  },
  {
    number: 47,
    fault: 'reports of what was spent: lost, doubled, absurd, negative, in vain',
    holds: 'I11: never less than nothing, and at most the budget and one turn',
    run: async (stage) => {
      const machine = stage.machines[0]!;
      machine.start();
      const { below } = chance(stage.seed);
      machine.proxy.decide = ({ path }) =>
        path.endsWith('/heartbeat') && below(2) ? { kind: below(2) ? 'twice' : 'lose-answer' } : null;
      for (const how of [0, 1, 2, 3])
        await stage.until(await stage.task(`spends how=${how} lines=10`), 'COMPLETED');
      machine.proxy.decide = () => null;
      const vain = await stage.task('spends-in-vain', { budgetMicros: 15_000, maxRetries: 9 });
      await stage.until(vain, 'NEEDS_HUMAN');
      const { spentMicros } = (await stage.api('GET', `/api/tasks/${vain}`)).data;
      if (spentMicros > 25_000) throw new Error(`I11 ${spentMicros} of 15000 were spent, a turn costs 10000`);
      return `${spentMicros} of 15000 spent`;
    },
  },
  {
    number: 38,
    fault: 'a secret cut over two writes, as base64 and URL-encoded',
    holds: 'I9',
    run: async (stage) => {
      stage.machines[0]!.start();
      await stage.until(await stage.task('secret'), 'COMPLETED');
      const [{ n }] = (await stage.sql(
        "select count(*)::int as n from hot.log_chunk where position('[redacted]'::bytea in bytes) > 0",
      )) as [{ n: number }];
      if (n === 0) throw new Error('I9 nothing was redacted: the secret was never there');
      return undefined;
    },
  },
];
