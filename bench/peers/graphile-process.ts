import { Logger, run, runMigrations } from 'graphile-worker';
import pg from 'pg';
import { countDuring, type Window } from '../load/window';
import { answerCalls } from '../stage/answer-calls';
import { ADD_GRAPHILE_JOBS } from './fill.sql';

const LANES = 24;

answerCalls({
  async fill({ url, jobs }: { url: string; jobs: number }) {
    await runMigrations({ connectionString: url, logger: silent() });
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(ADD_GRAPHILE_JOBS, [jobs]);
    await client.query('vacuum analyze');
    await client.end();
  },

  work: ({ url, ...window }: Window & { url: string }) =>
    countDuring(window, (counter, stopping) => [
      (async () => {
        const runner = await run({
          connectionString: url,
          concurrency: LANES,
          maxPoolSize: LANES + 1,
          noHandleSignals: true,
          logger: silent(),
          taskList: { noop: () => void counter.done++ },
        });
        await new Promise((resolve) => stopping.addEventListener('abort', resolve));
        await runner.stop();
      })(),
    ]),
});

function silent(): Logger {
  return new Logger(() => () => {});
}
