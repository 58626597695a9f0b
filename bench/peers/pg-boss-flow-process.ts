import { setTimeout as pause } from 'node:timers/promises';
import { PgBoss } from 'pg-boss';
import type { FlowTimes } from '../load/flow-engine-process';
import { answerCalls } from '../stage/answer-calls';
import type { FlowGraph } from '../stage/flow-graph';

const QUEUE = 'steps';
const LANES = 10;
/** As many parents as its resolver takes in one statement. */
const AT_ONCE = 1_000;

answerCalls({
  /** A graph by its own means: jobs are completed as many at once as there are, then their dependents unblocked. */
  async drive({ url, graph }: { url: string; graph: FlowGraph }): Promise<FlowTimes> {
    const boss = await open(url);
    const began = performance.now();
    const refs = await boss.flow(jobsOf(graph));
    const written = (performance.now() - began) / 1000;
    const done = new Map<string, number>();
    let taken = 0;
    for (;;) {
      // The clock stands while jobs are given out, as it does for ours.
      const jobs = await boss.fetch(QUEUE, { batchSize: AT_ONCE });
      if (jobs.length === 0) break;
      const ids = jobs.map(({ id }) => id);
      const from = performance.now();
      await boss.complete(QUEUE, ids);
      await boss.resolveFlow();
      taken += (performance.now() - from) / 1000;
      for (const id of ids) done.set(id, (done.get(id) ?? 0) + 1);
    }
    await boss.stop({ graceful: false });
    return { written, taken, wrong: wrongOf(refs, done) };
  },

  /** The same with lanes that fetch and complete one job each, while dependents are unblocked without a pause. */
  async work({ url, graph }: { url: string; graph: FlowGraph }): Promise<FlowTimes> {
    const boss = await open(url);
    const refs = await boss.flow(jobsOf(graph));
    const many = graph.needs.length;
    const done = new Map<string, number>();
    const began = performance.now();
    const lane = async () => {
      while (done.size < many) {
        const [job] = await boss.fetch(QUEUE);
        if (!job) {
          await pause(5);
          continue;
        }
        await boss.complete(QUEUE, job.id);
        done.set(job.id, (done.get(job.id) ?? 0) + 1);
      }
    };
    const resolver = async () => {
      while (done.size < many) {
        await boss.resolveFlow();
        await pause(1);
      }
    };
    await Promise.all([...Array.from({ length: LANES }, lane), resolver()]);
    const taken = (performance.now() - began) / 1000;
    await boss.stop({ graceful: false });
    return { written: 0, taken, wrong: wrongOf(refs, done) };
  },
});

async function open(url: string): Promise<PgBoss> {
  const boss = new PgBoss({ connectionString: url, max: LANES + 2, supervise: false, schedule: false });
  boss.on('error', (error) => console.error(`pg-boss: ${error.message}`));
  await boss.start();
  await boss.createQueue(QUEUE);
  return boss;
}

const jobsOf = ({ needs }: FlowGraph) =>
  needs.map((of, i) => ({
    ref: `n${i}`,
    name: QUEUE,
    data: { node: `n${i}`, instructions: 'Do it.' },
    dependsOn: of.map((from) => `n${from}`),
  }));

const wrongOf = (refs: Record<string, string>, done: ReadonlyMap<string, number>): number =>
  Object.values(refs).filter((id) => done.get(id) !== 1).length;
