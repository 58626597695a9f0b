import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { LogPage } from '@/contract/log';
import { downloadLog } from '@/domain/logs/download-log';
import { followLog } from '@/domain/logs/follow-log';
import { readLog } from '@/domain/logs/read-log';
import { toWireId } from '@/lib/ids';
import { notify, topic } from '@/lib/wake';
import { frame } from '../support/protocol-runner';
import { refusal, withWorld } from './world';

const world = withWorld();

/** An agent and its log, to which chunks are put as the server stores them. */
async function log() {
  const task = await world.task();
  await world.force(task, 'IN_PROGRESS');
  const uuid = await world.agent(task);
  const agent = { uuid, id: toWireId('agent', uuid), ref: task.ref, bytes: 0, lines: 0 };
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
const texts = (page: LogPage) => page.lines.map(({ text }) => text);

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
    const pages: LogPage[] = [];
    const done = (async () => {
      for await (const page of followLog(world.me.workspaceId, one.id, 1, new AbortController().signal))
        pages.push(page);
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
    const source = followLog(world.me.workspaceId, one.id, 3, stop.signal);
    expect((await source.next()).value).toMatchObject({ lines: [], totalLines: 2 });
    const next = source.next();
    await one.put(frame(1, '3\n'));
    expect(texts((await next).value as LogPage)).toEqual(['3']);
    const last = source.next();
    stop.abort();
    expect((await last).done).toBe(true);
  });

  it('shows a line within a second of its arrival', async () => {
    const one = await log();
    const source = followLog(world.me.workspaceId, one.id, 1, new AbortController().signal);
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

describe('a downloaded log', () => {
  it('has the exact bytes, of one stream or of all in order, over many chunks', async () => {
    const one = await log();
    const odd = new Uint8Array([0, 255, 13, 10]);
    for (let i = 0; i < 70; i++) await one.put(frame(1, `${i}\n`), frame(2, odd));
    const all = await downloadLog(world.me.workspaceId, one.id);
    expect(all.fileName).toBe(`${one.ref}-1.log`);
    const expected = Buffer.concat(
      Array.from({ length: 70 }, (_, i) => Buffer.concat([Buffer.from(`${i}\n`), odd])),
    );
    expect(Buffer.compare(Buffer.from(all.bytes), expected)).toBe(0);
    const errors = await downloadLog(world.me.workspaceId, one.id, 'stderr');
    expect(errors.fileName).toBe(`${one.ref}-1-stderr.log`);
    expect(
      Buffer.compare(Buffer.from(errors.bytes), Buffer.concat(Array.from({ length: 70 }, () => odd))),
    ).toBe(0);
  });
});
