import { compare } from './report/compare';
import { pairedRounds } from './report/paired-rounds';
import type { Report } from './report/result';
import type { Scale } from './report/scale';
import { claimRate } from './stage/claim-rate';
import { openCluster } from './stage/open-cluster';
import { seed } from './stage/seed';

const RUNNERS = 1_000;
/** As many as reach the peak. */
const PEAK_RUNNERS = 100;
const WARM_MS = 1_500;

/**
 * How many tasks are done when a thousand runners try to do twice as many as the server can bear, against the peak
 * that was seen in the same round.
 */
export async function overload({ rounds, seconds, rows }: Scale): Promise<Report> {
  const cluster = await openCluster();
  try {
    const all = await seed(await cluster.create('ours'), { runners: RUNNERS, tasks: rows });
    const fewer = { ...all, runners: all.runners.slice(0, PEAK_RUNNERS) };
    const window = { template: 'ours', warmMs: WARM_MS, windowMs: seconds * 1000, most: rows * 0.8 };
    const rates = await pairedRounds(
      rounds,
      {
        peak: async () => [await claimRate(cluster, fewer, window)],
        both: async () => {
          const peak = await claimRate(cluster, fewer, window);
          return [peak, await claimRate(cluster, all, { ...window, offered: 2 * peak.perSecond })];
        },
      },
      (side, found, round) =>
        console.log(
          `round ${round}: ${side} ${found.map((rate) => Math.round(rate.perSecond)).join(', ')}/s`,
        ),
    );
    const peaks = rates.peak.map(([alone], round) =>
      Math.max(alone!.perSecond, rates.both[round]![0]!.perSecond),
    );
    return {
      postgres: cluster.version,
      results: [
        compare({
          name: `goodput of ${RUNNERS} runners at twice the load it can bear : peak`,
          unit: '1/s',
          goal: '>=0.8',
          ours: rates.both.map(([, overloaded]) => overloaded!.perSecond),
          reference: peaks,
        }),
      ],
    };
  } finally {
    await cluster.remove();
  }
}
