import pg from 'pg';
import { logLines } from '../load/log-chunks';
import { countDuring, type Window } from '../load/window';
import { answerCalls } from '../stage/answer-calls';
import { INSERT_LINES, LINE_BYTES, LINE_TABLE } from './unnest.sql';

answerCalls({
  async write({ url, linesPerChunk, ...window }: Window & { url: string; linesPerChunk: number }) {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(LINE_TABLE);
    const lines = logLines(16 * linesPerChunk);
    const counted = await countDuring(window, (counter, stopping) => [
      (async () => {
        for (let n = 0; !stopping.aborted; n++) {
          const from = (n % 16) * linesPerChunk;
          const values = ['task', n * linesPerChunk, lines.slice(from, from + linesPerChunk)];
          await client.query({ ...INSERT_LINES, values });
          counter.done += linesPerChunk;
        }
      })(),
    ]);
    const { rows } = await client.query<{ bytes: number }>(LINE_BYTES);
    await client.end();
    return { ...counted, bytes: rows[0]!.bytes };
  },
});
