import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { LogPage } from '@/contract/log';
import { downloadLog } from '@/domain/logs/download-log';
import { followLog } from '@/domain/logs/follow-log';
import { openFeed } from '@/domain/logs/log-feed';
import { readLog } from '@/domain/logs/read-log';
import { searchLog } from '@/domain/logs/search-log';
import { ERASE_PROJECT_LOGS } from '@/domain/projects/erase-logs.sql';
import { env } from '@/lib/env';
import { toWireId } from '@/lib/ids';
import { engine, enginePool } from '@/lib/pool';
import { notify, topic } from '@/lib/wake';
import { deleteTask } from '@/services/coordinator/delete-task';
import { sweep } from '@/services/supervisor/sweep';
import { KEEP_PARTITIONS } from '@/services/supervisor/sweep.sql';
import { frame } from '../support/protocol-runner';
import { refusal, withWorld } from './world';

const world = withWorld();

/** An agent and its log, to which chunks are put as the server stores them. */
async function log() {
  const task = await world.task();
  await world.force(task, 'IN_PROGRESS');
  const uuid = await world.agent(task);
  const agent = { uuid, id: toWireId('agent', uuid), taskId: task.id, ref: task.ref, bytes: 0, lines: 0 };
  return {
    ...agent,
    async put(...frames: Buffer[]) {
      const bytes = Buffer.concat(frames);
      await world.sql.query(
        `with a as (update agent set log_bytes = log_bytes + $4, log_lines = log_lines + $5 where id = $1 returning start_day)
         insert into hot.log_chunk (start_day, agent_id, workspace_id, off, len, first_line, lines, sha256, bytes)
         select start_day, $1, $2, $3, $4, $6, $5, sha256($7::bytea), $7 from a`,
        [uuid, world.me.workspaceId, agent.bytes, bytes.length, frames.length, agent.lines + 1, bytes],
      );
      agent.bytes += bytes.length;
      agent.lines += frames.length;
      notify(topic.log(uuid));
    },
    async end() {
      await world.sql.query(
        `update agent set ended_at = clock_timestamp(), status = 'completed' where id = $1`,
        [uuid],
      );
      await world.sql.query('delete from lease where agent_id = $1', [uuid]);
      notify(topic.log(uuid));
    },
  };
}
const read = (id: string, fromLine = 1, limit = 500) =>
  world.as((tx, runs) => readLog(tx, runs, id, { fromLine, limit }));
const last = (id: string, most: number) =>
  world.as((tx, runs) => readLog(tx, runs, id, { fromLine: 1, limit: 500, last: most }));
const texts = (page: Pick<LogPage, 'lines'>) => page.lines.map(({ text }) => text);

describe('a page of a log', () => {
  it('begins at any line and ends where asked, across chunks', async () => {
    const one = await log();
    await one.put(frame(1, 'a\n'), frame(2, 'b\r\n'));
    await one.put(frame(3, 'c\n'));
    await one.put(frame(4, 'd\n'), frame(1, 'e'));
    expect(await read(one.id)).toMatchObject({
      totalLines: 5,
      complete: false,
      lines: [
        { line: 1, stream: 'stdout' },
        { line: 2, stream: 'stderr' },
        { line: 3, stream: 'runner' },
        { line: 4, stream: 'check' },
        { line: 5 },
      ],
    });
    expect(texts(await read(one.id, 2, 3))).toEqual(['b', 'c', 'd']);
    expect(texts(await read(one.id, 5, 2000))).toEqual(['e']);
    expect(texts(await read(one.id, 6))).toEqual([]);
    await one.end();
    expect((await read(one.id, 4)).complete).toBe(true);
    expect((await read(one.id, 1, 4)).complete).toBe(false);
  });

  it('is the end where the last lines are asked for, in small chunks too', async () => {
    const one = await log();
    expect(await last(one.id, 10)).toMatchObject({ lines: [], totalLines: 0, complete: false });
    for (const letter of 'abcdefghijklmnopqrst') await one.put(frame(1, `${letter}\n`));
    await one.put(frame(1, 'u\n'), frame(2, 'v\n'), frame(1, 'w\n'));
    expect(texts(await last(one.id, 2))).toEqual(['v', 'w']);
    expect(texts(await last(one.id, 20))).toEqual([...'defghijklmnopqrstuvw']);
    expect(await last(one.id, 2000)).toMatchObject({
      lines: { length: 23, 0: { line: 1 } },
      complete: false,
    });
    await one.end();
    expect((await last(one.id, 1)).complete).toBe(true);
  });

  it('is shorter than asked where the last lines are long, and never empty', async () => {
    const one = await log();
    const long = (letter: string) => frame(1, `${letter.repeat(3 * 1024 * 1024)}\n`);
    for (const letter of 'abc') await one.put(long(letter));
    expect((await last(one.id, 3)).lines.map(({ line }) => line)).toEqual([2, 3]);
  });

  it('shows what is not UTF-8, and any clock, without failing', async () => {
    const one = await log();
    await one.put(
      frame(1, new Uint8Array([0xff, 0x00, 0x0a])),
      frame(1, 'early\n', -5),
      frame(1, 'late\n', Number.MAX_SAFE_INTEGER),
    );
    const { lines } = await read(one.id);
    expect(lines[0]!.text).toBe('\ufffd\0');
    expect(lines[1]!.at).toBe('1970-01-01T00:00:00.000Z');
    expect(lines[2]!.at).toBe('9999-12-31T23:59:59.999Z');
  });

  it('marks a line that goes on in the next one', async () => {
    const one = await log();
    const first = frame(1, 'x'.repeat(65_536));
    first[4] = first[4]! | 0x80;
    await one.put(first, frame(1, 'end\n'));
    expect((await read(one.id)).lines.map(({ continues }) => continues)).toEqual([true, false]);
  });

  it('takes no more of a log of very long lines into memory than it must, and goes on from there', async () => {
    const one = await log();
    for (let i = 0; i < 20; i++) await one.put(frame(1, `${'x'.repeat(65_000)}\n`), frame(1, `${i}\n`));
    const first = await read(one.id, 1, 2000);
    expect(first.lines.length).toBeLessThan(40);
    const rest = await read(one.id, first.lines.at(-1)!.line + 1, 2000);
    expect(first.lines.length + rest.lines.length).toBe(40);
  });

  it('is of an agent that is there', async () => {
    expect((await refusal(read(`agent_${'0'.repeat(32)}`))).code).toBe('NOT_FOUND');
  });
});

describe('following a log', () => {
  it('brings every line once, in order, and ends when the agent has', async () => {
    const one = await log();
    await one.put(frame(1, '1\n'), frame(1, '2\n'));
    const pages: Pick<LogPage, 'lines' | 'complete'>[] = [];
    const done = (async () => {
      for await (const page of followLog(world.me, one.id, 1, new AbortController().signal)) pages.push(page);
    })();
    for (let n = 3; n <= 30; n++) {
      await one.put(frame(1, `${n}\n`));
      if (n % 7 === 0) await pause(60);
    }
    await one.end();
    await done;
    expect(pages.flatMap(texts)).toEqual(Array.from({ length: 30 }, (_, n) => String(n + 1)));
    expect(pages.at(-1)!.complete).toBe(true);
  });

  it('resumes at a line, says at once that it is there, and stops when asked', async () => {
    const one = await log();
    await one.put(frame(1, '1\n'), frame(1, '2\n'));
    const stop = new AbortController();
    const source = followLog(world.me, one.id, 3, stop.signal);
    expect((await source.next()).value).toMatchObject({ lines: [], totalLines: 2 });
    const next = source.next();
    await one.put(frame(1, '3\n'));
    expect(texts((await next).value as LogPage)).toEqual(['3']);
    const last = source.next();
    stop.abort();
    expect((await last).done).toBe(true);
  });

  /** A log of one line that somebody follows, whose chunks this process has seen. */
  async function followed() {
    const one = await log();
    const first = frame(1, '1\n');
    await one.put(first);
    const stop = new AbortController();
    const follow = () => followLog(world.me, one.id, 1, stop.signal);
    const source = follow();
    expect(texts((await source.next()).value as LogPage)).toEqual(['1']);
    const tokenHash = Buffer.alloc(32, 1);
    openFeed(one.uuid)!.hasStored({ off: 0, bytes: first, tokenHash }, 1);
    const arrives = (bytes: Buffer) => openFeed(one.uuid)!.arriving({ off: first.length, bytes, tokenHash });
    return { one, source, follow, arrives, stop };
  }

  it('shows lines that were given out and are not stored yet to whoever joins then', async () => {
    const { one, source, follow, arrives, stop } = await followed();
    const [second, third] = [frame(1, '2\n'), frame(1, '3\n')];
    arrives(second);
    expect(texts((await source.next()).value as LogPage)).toEqual(['2']);
    const joined = follow();
    expect(texts((await joined.next()).value as LogPage)).toEqual(['1']);
    expect((await joined.next()).value).toMatchObject({ lines: [{ text: '2' }], storedLine: 1 });
    await one.put(second);
    await one.put(third);
    for (const viewer of [source, joined])
      expect(texts((await viewer.next()).value as LogPage)).toEqual(['3']);
    const late = follow();
    expect(texts((await late.next()).value as LogPage)).toEqual(['1', '2', '3']);
    stop.abort();
    expect((await late.next()).done).toBe(true);
  });

  it('goes on where a chunk that was given out is stored as part of a longer one', async () => {
    const { one, source, arrives, stop } = await followed();
    const frames = ['2\n', '3\n', '4\n'].map((text) => frame(1, text));
    const next = async () => texts((await source.next()).value as LogPage);
    arrives(frames[0]!);
    expect(await next()).toEqual(['2']);
    arrives(Buffer.concat(frames.slice(0, 2)));
    expect(await next()).toEqual(['3']);
    await one.put(...frames);
    expect(await next()).toEqual(['4']);
    stop.abort();
  });

  it('shows a line within a second of its arrival', async () => {
    const one = await log();
    const source = followLog(world.me, one.id, 1, new AbortController().signal);
    await source.next();
    const next = source.next();
    await pause(100);
    const begin = performance.now();
    await one.put(frame(1, 'now\n'));
    await next;
    expect(performance.now() - begin).toBeLessThan(1_000);
    await source.return(undefined);
  });
});

describe('a search in a log', () => {
  it('finds a text in any case, across chunks, page by page', async () => {
    const one = await log();
    for (let i = 0; i < 40; i++)
      await one.put(frame(1, `line ${2 * i} is fine\n`), frame(2, `${'ERROR'} ${i} größer\n`));
    const search = (q: string, fromLine = 1, limit = 100) =>
      searchLog(world.me, one.id, { q, fromLine, limit });
    const errors = await search('error');
    expect(errors).toMatchObject({ nextLine: null, pruned: false });
    expect(errors.lines.map(({ line }) => line)).toEqual(Array.from({ length: 40 }, (_, i) => 2 * i + 2));
    expect((await search('GRÖSSER')).lines).toEqual([]);
    expect((await search('3 GRÖßER', 1, 2)).lines.map(({ line }) => line)).toEqual([8, 28]);
    const first = await search('Fine', 1, 3);
    expect(first.lines.map(({ line }) => line)).toEqual([1, 3, 5]);
    expect((await search('Fine', first.nextLine!, 1)).lines[0]!.line).toBe(7);
    expect(await search('nowhere')).toEqual({ lines: [], nextLine: null, pruned: false });
  });
});

describe('agents and people', () => {
  it('do not wait for each other: a search is answered while agents have every connection of theirs', async () => {
    const one = await log();
    await one.put(frame(1, 'found\n'));
    const held = await Promise.all(Array.from({ length: env().DATABASE_POOL }, () => enginePool().connect()));
    try {
      const { lines } = await searchLog(world.me, one.id, { q: 'found', fromLine: 1, limit: 1 });
      expect(texts({ lines })).toEqual(['found']);
    } finally {
      for (const client of held) client.release();
    }
  });
});

describe('logs whose time is over', () => {
  const sweepLogs = (days: number) => world.sql.query(KEEP_PARTITIONS.text, [days]);
  const startedOn = (uuid: string, day: string) =>
    world.sql.query('update agent set start_day = $2 where id = $1', [uuid, day]);
  const endedLongAgo = (uuid: string) =>
    world.sql.query(`update agent set ended_at = now() - interval '31 days' where id = $1`, [uuid]);
  const months = async () =>
    (
      await world.sql.query("select relname from pg_class where relname ~ '^log_chunk_[0-9]{6}$' order by 1")
    ).rows.map(({ relname }) => relname);

  it('go with their month; those of agents at work stay, and a page says what has happened', async () => {
    await world.sql.query(
      `create table hot.log_chunk_202001 partition of hot.log_chunk for values from ('2020-01-01') to ('2020-02-01');
       create table hot.log_chunk_202002 partition of hot.log_chunk for values from ('2020-02-01') to ('2020-03-01')`,
    );
    const [ended, live, early, fresh] = [await log(), await log(), await log(), await log()];
    await startedOn(ended.uuid, '2020-01-05');
    await startedOn(live.uuid, '2020-02-05');
    await startedOn(early.uuid, '2019-05-05');
    for (const one of [ended, live, early, fresh]) await one.put(frame(1, 'one\n'), frame(1, 'two\n'));
    for (const one of [ended, early, fresh]) await one.end();

    await sweepLogs(0);
    expect(texts(await read(ended.id))).toEqual(['one', 'two']);
    await sweepLogs(30);
    for (const one of [ended, early])
      expect(texts(await read(one.id)), 'it ended lately').toEqual(['one', 'two']);
    for (const one of [ended, early]) await endedLongAgo(one.uuid);
    await sweepLogs(30);
    expect(await months()).not.toContain('log_chunk_202001');
    expect(await months()).toContain('log_chunk_202002');
    for (const one of [ended, early]) {
      const gone = { lines: [], totalLines: 2, complete: true, pruned: true };
      expect(await read(one.id)).toMatchObject(gone);
      const pages = followLog(world.me, one.id, 1, new AbortController().signal);
      expect((await pages.next()).value).toMatchObject(gone);
      expect((await pages.next()).done).toBe(true);
      expect((await refusal(downloadLog(world.me, one.id))).code).toBe('LOG_PRUNED');
      expect(await searchLog(world.me, one.id, { q: 'o', fromLine: 1, limit: 1 })).toMatchObject({
        pruned: true,
      });
    }
    for (const one of [live, fresh]) expect(texts(await read(one.id))).toEqual(['one', 'two']);

    await live.end();
    await endedLongAgo(live.uuid);
    await world.sql.query(
      `create table hot.log_chunk_202003 partition of hot.log_chunk for values from ('2020-03-01') to ('2020-04-01')`,
    );
    await sweepLogs(30);
    expect(await months(), 'one at a time').toContain('log_chunk_202003');
    expect(await months()).not.toContain('log_chunk_202002');
    await sweepLogs(30);
    expect(await months()).not.toContain('log_chunk_202003');
    expect(await months()).toHaveLength(3);
  });

  it('are seen also where the owner of the tables is held back by row-level security', async () => {
    const owner = `owner_${randomUUID().slice(0, 8)}`;
    const owned = ['hot.log_chunk', 'hot.log_chunk_default', 'hot.log_chunk_202004', 'public.agent'];
    const one = await log();
    await world.sql.query(
      `create table hot.log_chunk_202004 partition of hot.log_chunk for values from ('2020-04-01') to ('2020-05-01');
       create role ${owner} nosuperuser nobypassrls; grant usage, create on schema hot, public to ${owner};
       ${owned.map((table) => `alter table ${table} owner to ${owner};`).join(' ')}
       alter function hot.prune_log_partitions(integer, date[]) owner to ${owner}`,
    );
    try {
      await startedOn(one.uuid, '2020-04-05');
      await one.put(frame(1, 'one\n'));
      await one.end();
      await engine.query(KEEP_PARTITIONS, [30]);
      expect(await months(), 'it ended lately').toContain('log_chunk_202004');
      await endedLongAgo(one.uuid);
      await engine.query(KEEP_PARTITIONS, [30]);
      expect(await months()).not.toContain('log_chunk_202004');
    } finally {
      await world.sql.query(
        `reassign owned by ${owner} to current_user; drop owned by ${owner}; drop role ${owner}`,
      );
    }
  });

  it('the whole table is analysed, once a day, and where that fails all other sweeps are run', async () => {
    await world.sql.query('alter function hot.analyze_log_chunks() rename to not_now');
    const first = await sweep();
    expect(first).toMatchObject({ keepPartitions: 0, queueFreed: 0, analyseLogs: null });
    await world.sql.query('alter function hot.not_now() rename to analyze_log_chunks');
    expect(await sweep(), 'not at once again').toMatchObject({ analyseLogs: 0 });
    await world.sql.query("update hot.sweep set at = '-infinity' where name = 'analyze-logs'");
    expect(await sweep()).toMatchObject({ analyseLogs: 1 });
    const { rows } = await world.sql.query(
      "select last_analyze is not null as done from pg_stat_all_tables where relid = 'hot.log_chunk'::regclass",
    );
    expect(rows).toEqual([{ done: true }]);
  });

  it('a sweep that fails holds up none behind it', async () => {
    await world.sql.query('alter function hot.prune_log_partitions(integer, date[]) rename to not_now');
    const swept = await sweep();
    await world.sql.query('alter function hot.not_now(integer, date[]) rename to prune_log_partitions');
    expect(swept).toMatchObject({ keepPartitions: null, queueFreed: 0, forgetOld: 0 });
    expect(await sweep()).toMatchObject({ keepPartitions: 0 });
  });
});

describe('a downloaded log', () => {
  it('has the exact bytes, of one stream or of all in order, over many chunks', async () => {
    const one = await log();
    const odd = new Uint8Array([0, 255, 13, 10]);
    for (let i = 0; i < 70; i++) await one.put(frame(1, `${i}\n`), frame(2, odd));
    const all = await downloadLog(world.me, one.id);
    expect(all.fileName).toBe(`${one.ref}-1.log`);
    const expected = Buffer.concat(
      Array.from({ length: 70 }, (_, i) => Buffer.concat([Buffer.from(`${i}\n`), odd])),
    );
    expect(Buffer.compare(Buffer.from(all.bytes), expected)).toBe(0);
    const errors = await downloadLog(world.me, one.id, 'stderr');
    expect(errors.fileName).toBe(`${one.ref}-1-stderr.log`);
    expect(
      Buffer.compare(Buffer.from(errors.bytes), Buffer.concat(Array.from({ length: 70 }, () => odd))),
    ).toBe(0);
  });
});

describe('a deleted task', () => {
  it('leaves nothing of its logs behind, and so does a project', async () => {
    const one = await log();
    await one.put(frame(1, 'secret plans\n'));
    await one.end();
    await world.force({ id: one.taskId }, 'COMPLETED');
    await world.as((tx, runs) => deleteTask(tx, runs, { ...world.me, ref: one.ref }));
    const left = 'select count(*)::int as n from hot.log_chunk where agent_id = $1';
    expect((await world.sql.query(left, [one.uuid])).rows).toEqual([{ n: 0 }]);
    expect((await refusal(read(one.id))).code).toBe('NOT_FOUND');

    const other = await log();
    await other.put(frame(1, 'more\n'));
    await other.end();
    await world.as((_, runs) => runs.query(ERASE_PROJECT_LOGS, [world.me.workspaceId, world.projectId]));
    expect((await world.sql.query(left, [other.uuid])).rows).toEqual([{ n: 0 }]);
  });
});
