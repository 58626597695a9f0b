import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { answerCalls } from '../stage/answer-calls';
import { sharedNow } from '../stage/clock';
import { LISTEN, NOTIFY } from './notify.sql';

let heard: number[] = [];

answerCalls({
  /** The listening end: notes how old each notification is when it is here. */
  async listen(url: string) {
    const client = new pg.Client({ connectionString: url });
    client.on('notification', ({ payload }) => heard.push(sharedNow() - Number(payload)));
    await client.connect();
    await client.query(LISTEN);
  },

  heard() {
    const all = heard;
    heard = [];
    return all;
  },

  /** The sending end. */
  async send({ url, times, gapMs }: { url: string; times: number; gapMs: number }) {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    for (let i = 0; i < times; i++) {
      await pause(gapMs * (0.5 + Math.random()));
      await client.query({ ...NOTIFY, values: [String(sharedNow())] });
    }
    await client.end();
  },
});
