import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { countDuring, type Window } from '../load/window';
import { answerCalls } from '../stage/answer-calls';

const QUEUE = 'noop';
const LANES = 10;
const AT_ONCE = 10_000;

answerCalls({
  async fill({ url, jobs }: { url: string; jobs: number }) {
    const boss = await open(url);
    await boss.createQueue(QUEUE);
    for (let from = 0; from < jobs; from += AT_ONCE) {
      const length = Math.min(AT_ONCE, jobs - from);
      await boss.insert(
        QUEUE,
        Array.from({ length }, (_, i) => ({ data: payload(from + i) })),
      );
    }
    await boss.stop({ graceful: false });
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query('vacuum analyze');
    await client.end();
  },

  async work({ url, ...window }: Window & { url: string }) {
    const boss = await open(url);
    const counted = await countDuring(window, (counter, stopping) =>
      Array.from({ length: LANES }, async () => {
        while (!stopping.aborted) {
          const [job] = await boss.fetch(QUEUE);
          if (!job) {
            await pause(50);
            continue;
          }
          await boss.complete(QUEUE, job.id);
          counter.done++;
        }
      }),
    );
    await boss.stop({ graceful: false });
    return counted;
  },
});

async function open(url: string): Promise<PgBoss> {
  const boss = new PgBoss({ connectionString: url, max: LANES + 2, supervise: false, schedule: false });
  boss.on('error', (error) => console.error(`pg-boss: ${error.message}`));
  return boss.start();
}

const payload = (i: number) => ({ i, files: [`src/a${i}.ts`], text: 'x'.repeat(150) });
