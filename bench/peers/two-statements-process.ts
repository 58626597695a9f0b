import pg from 'pg';
import { countDuring, type Window } from '../load/window';
import { answerCalls } from '../stage/answer-calls';
import { CLAIM_BARE, COMPLETE_BARE, FILL_BARE_QUEUE } from './two-statements.sql';

const CLIENTS = 10;

answerCalls({
  async fill({ url, jobs }: { url: string; jobs: number }) {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(FILL_BARE_QUEUE.replace('%', String(Number(jobs))));
    await client.query('vacuum analyze');
    await client.end();
  },

  /** Each client claims a row and completes it, in two statements that each are a transaction. */
  async work({ url, ...window }: Window & { url: string }) {
    const clients = Array.from({ length: CLIENTS }, () => new pg.Client({ connectionString: url }));
    await Promise.all(clients.map((client) => client.connect()));
    const counted = await countDuring(window, (counter, stopping) =>
      clients.map(async (client) => {
        while (!stopping.aborted) {
          const { rows } = await client.query(CLAIM_BARE);
          if (rows.length === 0) throw new Error('the bare queue ran dry');
          await client.query({ ...COMPLETE_BARE, values: [rows[0].id] });
          counter.done++;
        }
      }),
    );
    await Promise.all(clients.map((client) => client.end()));
    return counted;
  },
});
