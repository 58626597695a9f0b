import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { chance } from '../../support/random-history';
import type { Breach } from '../auditor/breach';
import type { Cluster } from '../harness/cluster';
import { raiseStage, type Stage } from '../harness/stage';
import { type Dice, strike } from './nemesis';

const TASKS = [
  'normal lines=12 pauseMs=40',
  'normal lines=30 pauseMs=60',
  'silent pauseMs=1500',
  'ugly',
  'daemon lines=6',
  'bytes lines=8',
  'hang-after-result lines=4',
  'no-result lines=4',
  'half-result lines=3',
  'crash lines=4',
  'secret',
];
/** Every so many tasks one is cancelled by a person. */
const CANCELLED_OF = 7;
const CHECKPOINT_MS = 60_000;

export interface SoakReport {
  breaches: Breach[];
  tasks: number;
  ended: Record<string, number>;
  strikes: Record<string, number>;
  /** Of the server: resident memory in MB and open files at each checkpoint. */
  checkpoints: { minute: number; rssMb: number; files: number; databaseMb: number }[];
}

/** Work, and faults on it, for a time; then the faults end, and everything has to come to its end and to be as it must. */
export async function soak(
  cluster: Cluster,
  given: {
    ms: number;
    machines: number;
    seed: number;
    everyMs: number;
    name: string;
    /** Ends the faults before the time is over. */
    signal?: AbortSignal;
    tell?(line: string): void;
  },
): Promise<SoakReport> {
  const dice = chance(given.seed);
  const stage = await raiseStage(cluster, given);
  const report: SoakReport = { breaches: [], tasks: 0, ended: {}, strikes: {}, checkpoints: [] };
  try {
    for (const machine of stage.machines) machine.start();
    const began = Date.now();
    let checked = began;
    const end = began + given.ms;
    const { signal } = given;
    while (Date.now() < end && !signal?.aborted && report.breaches.length === 0) {
      await keepBusy(stage, dice, report);
      const what = await strike(stage, dice);
      report.strikes[what] = (report.strikes[what] ?? 0) + 1;
      if (Date.now() - checked > CHECKPOINT_MS) {
        checked = Date.now();
        await checkpoint(stage, report, (checked - began) / 60_000);
        const { rssMb, files, databaseMb, minute } = report.checkpoints.at(-1)!;
        given.tell?.(
          `${minute.toFixed(1)} min: ${report.tasks} tasks, server ${rssMb} MB, ${files} files open, database ${databaseMb} MB, ${report.breaches.length} breaches`,
        );
      }
      const ms = Math.min(dice.below(given.everyMs), Math.max(0, end - Date.now()));
      await pause(ms, null, { signal }).catch(() => null);
    }
    report.breaches.push(...(await stage.settle()));
    for (const { status, n } of await stage.sql<{ status: string; n: number }>(
      'select status::text, count(*)::int as n from task group by status',
    ))
      report.ended[status] = n;
    return report;
  } finally {
    await stage.remove();
  }
}

/** Some tasks are always waiting; people cancel one now and then and decide what waits for them. */
async function keepBusy(stage: Stage, dice: Dice, report: SoakReport): Promise<void> {
  // A server that a fault has stopped answers nobody.
  const left = await stage.attend().catch(() => null);
  if (!left) return;
  for (let n = left.length; n < stage.machines.length * 2; n++) {
    const files = dice.below(3) === 0 ? [dice.of(['src/', 'src/cart.js', 'docs/*'])] : [];
    const ref = await stage.task(dice.of(TASKS), { filesHint: files }).catch(() => null);
    if (!ref) return;
    report.tasks++;
    if (report.tasks % CANCELLED_OF === 0)
      void pause(dice.below(4000)).then(() =>
        stage.api('POST', `/api/tasks/${ref}/cancel`, {}).catch(() => null),
      );
  }
}

/** What must hold at any moment, and how much the server has come to need. */
async function checkpoint(stage: Stage, report: SoakReport, minute: number): Promise<void> {
  // A cancellation that waits for the next sweep, or a lock's waiter for its waker, is not seen in the same snapshot twice.
  const first = await stage.audit();
  if (first.length > 0) {
    await pause(3000);
    const seen = new Set(first.map((breach) => JSON.stringify(breach)));
    report.breaches.push(...(await stage.audit()).filter((breach) => seen.has(JSON.stringify(breach))));
  }
  const status = readFileSync(`/proc/${stage.server.pid()}/status`, 'utf8');
  const [{ size }] = (await stage.sql(
    'select pg_database_size(current_database())::bigint / 1048576 as size',
  )) as unknown as [{ size: string }];
  report.checkpoints.push({
    minute,
    rssMb: Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024),
    files: readdirSync(`/proc/${stage.server.pid()}/fd`).length,
    databaseMb: Number(size),
  });
}
