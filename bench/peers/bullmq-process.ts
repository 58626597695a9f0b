import { Queue, Worker } from 'bullmq';
import { countDuring, type Window } from '../load/window';
import { answerCalls } from '../stage/answer-calls';

const QUEUE = 'noop';
const LANES = 24;
const AT_ONCE = 5_000;

answerCalls({
  async fill({ port, jobs }: { port: number; jobs: number }) {
    const queue = new Queue(QUEUE, { connection: { host: '127.0.0.1', port } });
    await queue.obliterate({ force: true });
    for (let from = 0; from < jobs; from += AT_ONCE) {
      const length = Math.min(AT_ONCE, jobs - from);
      await queue.addBulk(Array.from({ length }, (_, i) => ({ name: QUEUE, data: payload(from + i) })));
    }
    await queue.close();
  },

  work: ({ port, ...window }: Window & { port: number }) =>
    countDuring(window, (counter, stopping) => [
      (async () => {
        const worker = new Worker(QUEUE, async () => void counter.done++, {
          connection: { host: '127.0.0.1', port, maxRetriesPerRequest: null },
          concurrency: LANES,
        });
        await new Promise((resolve) => stopping.addEventListener('abort', resolve));
        await worker.close();
      })(),
    ]),
});

const payload = (i: number) => ({ i, files: [`src/a${i}.ts`], text: 'x'.repeat(150) });
