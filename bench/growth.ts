import pg from 'pg';
import { compare } from './report/compare';
import { pairedRounds } from './report/paired-rounds';
import type { Report } from './report/result';
import type { Scale } from './report/scale';
import { claimRate } from './stage/claim-rate';
import { HOLD_SNAPSHOT } from './stage/hold-snapshot.sql';
import { openCluster } from './stage/open-cluster';
import { type Seeded, seed } from './stage/seed';

const RUNNERS = 100;
const WARM_MS = 1_500;
const SNAPSHOT_MS = 15_000;
const BLOCKED = 10_000;

/**
 * What the rate of claim and completion loses as a database grows: with a hundred times the waiting tasks, with tasks
 * that wait for a file before all others, with finished ones, and while somebody reads in one snapshot for long.
 */
export async function growth({ rounds, seconds, rows }: Scale): Promise<Report> {
  const cluster = await openCluster();
  try {
    const wanted = {
      few: { tasks: Math.round(rows / 10) },
      many: { tasks: rows * 10 },
      plain: { tasks: rows },
      blocked: { tasks: rows, blocked: BLOCKED },
      finished: { tasks: rows, finished: rows * 10 },
    };
    const stages = {} as Record<keyof typeof wanted, Seeded>;
    for (const [name, tasks] of Object.entries(wanted) as [keyof typeof wanted, object][]) {
      console.log(`Filling "${name}" with ${JSON.stringify(tasks)}`);
      stages[name] = await seed(await cluster.create(name), { runners: RUNNERS, ...tasks });
    }
    const window = { warmMs: WARM_MS, windowMs: seconds * 1000 };
    const rate = async (template: keyof typeof wanted, more: object = {}) =>
      (
        await claimRate(cluster, stages[template], {
          ...window,
          template,
          most: wanted[template].tasks * 0.8,
          ...more,
        })
      ).perSecond;
    const rates = await pairedRounds(
      rounds,
      {
        few: () => rate('few'),
        many: () => rate('many'),
        plain: () => rate('plain'),
        blocked: () => rate('blocked'),
        finished: () => rate('finished'),
        snapshot: () => rate('plain', { warmMs: SNAPSHOT_MS, beside: holdSnapshot }),
      },
      (side, perSecond, round) => console.log(`round ${round}: ${side} ${Math.round(perSecond)}/s`),
    );
    const result = (name: string, goal: string, ours: keyof typeof rates, reference: keyof typeof rates) =>
      compare({ name, unit: '1/s', goal, ours: rates[ours], reference: rates[reference] });
    return {
      postgres: cluster.version,
      results: [
        compare({
          name: `${wanted.plain.tasks} tasks wait : ${wanted.few.tasks}`,
          unit: '1/s',
          ours: rates.plain,
          reference: rates.few,
        }),
        result(`${wanted.many.tasks} tasks wait : ${wanted.few.tasks}`, '>=0.8', 'many', 'few'),
        result(`${BLOCKED} tasks before all others wait for a file : none`, '>=0.9', 'blocked', 'plain'),
        result(`${wanted.finished.finished} finished tasks : none`, '>=0.9', 'finished', 'plain'),
        result(`a snapshot held for ${SNAPSHOT_MS / 1000} s : none`, '>=0.3', 'snapshot', 'plain'),
      ],
    };
  } finally {
    await cluster.remove();
  }
}

/** Keeps a snapshot open as a long report or a backup does: nothing that dies meanwhile can be cleaned up. */
async function holdSnapshot(url: string): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const statement of HOLD_SNAPSHOT) await client.query(statement);
  return () => client.end();
}
