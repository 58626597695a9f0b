import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import type { Event } from '@/contract/event';
import { feedOf } from '@/domain/events/event-feed';
import { type EventBatch, followEvents } from '@/domain/events/follow-events';
import { listEvents } from '@/domain/events/list-events';
import { engine } from '@/lib/pool';
import { shared } from '@/lib/shared';
import { notify, topic } from '@/lib/wake';
import { refusal, uuidOf, withWorld } from './world';

const world = withWorld();

/** Follows until stopped and keeps what came. */
function follow({ after = null, taskId = null }: { after?: string | null; taskId?: string | null } = {}) {
  const stop = new AbortController();
  const events: Event[] = [];
  const places: string[] = [];
  const source = followEvents({
    workspaceId: world.me.workspaceId,
    userId: null,
    taskId,
    after,
    signal: stop.signal,
  });
  const begun = source.next().then(({ value }) => places.push((value as EventBatch).place));
  const done = begun.then(async () => {
    for await (const batch of source) {
      events.push(...batch.events);
      places.push(batch.place);
    }
  });
  return {
    events,
    places,
    begun,
    /** Resolves when so many have come, or after six seconds. */
    async until(count: number) {
      for (let tries = 0; events.length < count && tries < 300; tries++) await pause(20);
      return events.map(({ payload }) => payload.n);
    },
    async stop() {
      stop.abort();
      await done;
    },
  };
}

const WRITE = `insert into event (workspace_id, type, actor, payload) values ($1, 'task.updated', 'system', jsonb_build_object('n', $2::int))`;
/** Writes an event and says so, as a committed transaction does. */
async function write(n: number, client: pg.Client = world.sql): Promise<void> {
  await client.query(WRITE, [world.me.workspaceId, n]);
  notify(topic.events(world.me.workspaceId));
}
async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  return client;
}
const ordered = (events: Event[]) => {
  const keys = events.map(({ cursor }) => cursor.split('.').map(BigInt) as [bigint, bigint]);
  return keys.every(
    (key, i) =>
      i === 0 || key[0] > keys[i - 1]![0] || (key[0] === keys[i - 1]![0] && key[1] > keys[i - 1]![1]),
  );
};

describe('following events', () => {
  it('begins at this moment and brings what is written from then on', async () => {
    const earlier = follow();
    await earlier.begun;
    await write(-1);
    // Only what was shown is past: a slow transaction elsewhere holds back what came after it began.
    await earlier.until(1);
    await earlier.stop();
    const reader = follow();
    await reader.begun;
    await write(1);
    await write(2);
    expect(await reader.until(2)).toEqual([1, 2]);
    await reader.stop();
  });

  it('loses nothing that a slow writer commits after faster ones, and doubles nothing', async () => {
    const reader = follow();
    await reader.begun;
    const slow = await connect();
    await slow.query('begin');
    await slow.query(WRITE, [world.me.workspaceId, 100]);
    for (let n = 101; n <= 105; n++) await write(n);
    await pause(1_500);
    expect(
      reader.events.map(({ payload }) => payload.n),
      'nothing is passed before the slow one',
    ).toEqual([]);
    await slow.query('commit');
    await slow.end();
    expect(await reader.until(6)).toEqual([100, 101, 102, 103, 104, 105]);
    expect(ordered(reader.events)).toBe(true);
    await pause(300);
    expect(reader.events).toHaveLength(6);
    await reader.stop();
  });

  it('comes to what was held back though nobody says that the writer has ended', async () => {
    const reader = follow();
    await reader.begun;
    const slow = await connect();
    await slow.query('begin');
    await slow.query('select pg_current_xact_id()');
    await write(1);
    await pause(300);
    await slow.query('rollback');
    await slow.end();
    const begin = performance.now();
    expect(await reader.until(1)).toEqual([1]);
    expect(performance.now() - begin).toBeLessThan(3_000);
    await reader.stop();
  });

  it('resumes after any cursor with all that followed, whatever was written meanwhile', async () => {
    const first = follow();
    await first.begun;
    for (let n = 1; n <= 4; n++) await write(n);
    await first.until(4);
    await first.stop();
    for (let n = 5; n <= 6; n++) await write(n);
    const second = follow({ after: first.events[1]!.cursor });
    await second.begun;
    await write(7);
    expect(await second.until(5)).toEqual([3, 4, 5, 6, 7]);
    await second.stop();
  });

  it('resumes from the first place where nothing had come yet', async () => {
    const first = follow();
    await first.begun;
    await first.stop();
    await write(1);
    const second = follow({ after: first.places[0] });
    expect(await second.until(1)).toEqual([1]);
    await second.stop();
  });

  it('catches up over many pages while more is being written', async () => {
    const reader = follow();
    await reader.begun;
    const from = reader.places[0]!;
    await reader.stop();
    await world.sql.query(
      `insert into event (workspace_id, type, actor, payload) select $1, 'task.updated', 'system', jsonb_build_object('n', n) from generate_series(1, 1700) n`,
      [world.me.workspaceId],
    );
    const late = follow({ after: from });
    for (let n = 1701; n <= 1720; n++) await write(n);
    expect(await late.until(1720)).toEqual(Array.from({ length: 1720 }, (_, n) => n + 1));
    await late.stop();
  });

  it('is not silenced by a cursor of a database that was there before', async () => {
    const reader = follow({ after: '900000000000.5' });
    await reader.begun;
    await write(1);
    expect(await reader.until(1)).toEqual([1]);
    await reader.stop();
  });

  it('refuses a cursor that is none', async () => {
    const source = followEvents({
      workspaceId: world.me.workspaceId,
      userId: null,
      taskId: null,
      after: '99999999999999999999.1',
      signal: new AbortController().signal,
    });
    expect((await refusal(source.next())).code).toBe('BAD_REQUEST');
  });

  it('brings one task only where asked', async () => {
    const [one, other] = [await world.task(), await world.task()];
    const reader = follow({ taskId: uuidOf(one.id) });
    await reader.begun;
    for (const task of [other, one]) {
      await world.sql.query(
        `insert into event (workspace_id, type, actor, task_id, payload) values ($1, 'task.updated', 'system', $2, $3)`,
        [world.me.workspaceId, uuidOf(task.id), { n: task.ref }],
      );
    }
    notify(topic.events(world.me.workspaceId));
    // A slow transaction elsewhere may hold back that the task was made, which then comes as well.
    const written = () => reader.events.some(({ payload }) => payload.n === one.ref);
    await expect.poll(written, { timeout: 6000 }).toBe(true);
    await reader.stop();
    expect(new Set(reader.events.map(({ taskId }) => taskId))).toEqual(new Set([one.id]));
  });

  it('asks the database once for however many readers, and not at all when the last has left', async () => {
    let asked = 0;
    const query = engine.query;
    engine.query = ((statement, values) => {
      if (statement.name === 'read-events') asked++;
      return query(statement, values);
    }) as typeof engine.query;
    try {
      const readers = Array.from({ length: 200 }, () => follow());
      await Promise.all(readers.map(({ begun }) => begun));
      asked = 0;
      for (let n = 1; n <= 5; n++) {
        await write(n);
        await pause(60);
      }
      for (const reader of readers) expect(await reader.until(5)).toEqual([1, 2, 3, 4, 5]);
      expect(asked).toBeLessThan(20);
      await Promise.all(readers.map((reader) => reader.stop()));
      expect(shared('event-feeds', () => new Map()).size).toBe(0);
      asked = 0;
      await write(6);
      await pause(200);
      expect(asked).toBe(0);
    } finally {
      engine.query = query;
    }
  });

  it('brings every event of many writers at once, in one order to all', async () => {
    const readers = [follow(), follow(), follow()];
    await Promise.all(readers.map(({ begun }) => begun));
    await Promise.all(
      Array.from({ length: 6 }, async (_, writer) => {
        const client = await connect();
        for (let n = 0; n < 15; n++) {
          await client.query('begin');
          await client.query(WRITE, [world.me.workspaceId, writer * 100 + n]);
          await pause(Math.random() * 8);
          await client.query(WRITE, [world.me.workspaceId, writer * 100 + n + 50]);
          await client.query(Math.random() < 0.2 ? 'rollback' : 'commit');
          notify(topic.events(world.me.workspaceId));
        }
        await client.end();
      }),
    );
    const { rows } = await world.sql.query(
      'select xid, id from event where workspace_id = $1 and (xid, id) > ($2::text::xid8, $3::bigint) order by xid, id',
      [world.me.workspaceId, ...readers[0]!.places[0]!.split('.')],
    );
    for (const reader of readers) {
      await reader.until(rows.length);
      expect(reader.events.map(({ cursor }) => cursor)).toEqual(rows.map((row) => `${row.xid}.${row.id}`));
      await reader.stop();
    }
  });
});

describe('the list of events', () => {
  it('is newest first, by pages that neither lose nor repeat one', async () => {
    const task = await world.task();
    await world.sql.query(
      `insert into event (workspace_id, type, actor, task_id) select $1, 'task.updated', 'person:' || $3::text, $2 from generate_series(1, 6)`,
      [world.me.workspaceId, uuidOf(task.id), world.me.userId],
    );
    const all: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await world.as((tx, runs) =>
        listEvents(tx, runs, world.me.workspaceId, { limit: 3, offset: 0, cursor, taskId: task.ref }),
      );
      expect(page.pagination.totalCount).toBe(7);
      all.push(...page.items.map((event) => event.cursor));
      cursor = page.pagination.nextCursor ?? undefined;
    } while (cursor);
    expect(all).toHaveLength(7);
    expect(new Set(all).size).toBe(7);
    const byOffset = await world.as((tx, runs) =>
      listEvents(tx, runs, world.me.workspaceId, { limit: 3, offset: 3, taskId: task.id }),
    );
    expect(byOffset.items.map((event) => event.cursor)).toEqual(all.slice(3, 6));
    expect(byOffset.items[0]!.actor).toBe(`person:user_${world.me.userId.replaceAll('-', '')}`);
  });

  it('can be narrowed to some types, and names each task by its ref while there is one', async () => {
    const task = await world.task();
    const asked = (type: Event['type'][]) =>
      world.as((tx, runs) =>
        listEvents(tx, runs, world.me.workspaceId, { limit: 50, offset: 0, taskId: task.id, type }),
      );
    await world.sql.query(
      `insert into event (workspace_id, type, actor, task_id) select $1, t, 'system', $2
       from unnest('{task.updated,lock.released,task.updated}'::text[]) t`,
      [world.me.workspaceId, uuidOf(task.id)],
    );
    expect((await asked(['lock.released'])).items.map(({ type }) => type)).toEqual(['lock.released']);
    const several = await asked(['lock.released', 'task.updated']);
    expect(several.pagination.totalCount).toBe(3);
    expect(several.items.map(({ taskRef }) => taskRef)).toEqual([task.ref, task.ref, task.ref]);
    expect((await asked(['runner.lost'])).pagination.totalCount).toBe(0);
    await world.sql.query('delete from task where id = $1', [uuidOf(task.id)]);
    expect((await asked(['lock.released'])).items).toMatchObject([{ taskRef: null, taskId: task.id }]);
  });
});

describe('a feed', () => {
  it('of one workspace brings nothing of another', async () => {
    const other = '00000000-0000-7000-8000-0000000000aa';
    await world.sql.query("insert into workspace (id, name, slug) values ($1, 'Other', 'other')", [other]);
    const heard: Event[] = [];
    const { leave } = await feedOf(other).join((events) => heard.push(...events));
    await write(1);
    await world.sql.query(WRITE, [other, 2]);
    notify(topic.events(other));
    for (let tries = 0; heard.length === 0 && tries < 100; tries++) await pause(20);
    expect(heard.map(({ payload }) => payload.n)).toEqual([2]);
    leave();
  });
});
