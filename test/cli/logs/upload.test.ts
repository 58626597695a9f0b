import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { appendLogs } from '@/contract/attempt';
import { makeFrame } from '../../../cli/src/logs/frame';
import { sendLateLog } from '../../../cli/src/logs/send-late-log';
import { openSpool } from '../../../cli/src/logs/spool';
import { createUploader } from '../../../cli/src/logs/upload';
import { extendDigest } from '../../../cli/src/logs/upload-state';
import { ServerFault } from '../../../cli/src/server/server-fault';
import type { Caller } from '../../../cli/src/server/session';

/** What happens to one request on its way. */
type Fate = 'arrives' | 'lost before' | 'lost after';

const fault = (code: 'UNREACHABLE' | 'LOG_GAP', kind: 'transient' | 'final') =>
  new ServerFault(code, { kind, code, status: null, retryAfterMs: 1, details: {}, requestId: null });

/** The rules of the log endpoint, behind a connection that loses requests and answers. */
function lossyServer(fates: Fate[]) {
  const stored: Buffer[] = [];
  let next = 0;
  let digest = '0'.repeat(64);
  const call = (async (endpoint: { name: string }, options: { query?: { off: number }; bytes?: Buffer }) => {
    const fate = fates.shift() ?? 'arrives';
    if (fate === 'lost before') throw fault('UNREACHABLE', 'transient');
    let answer: unknown = { next, digest };
    if (endpoint.name === 'appendLogs') {
      const { off } = options.query!;
      const bytes = options.bytes!;
      if (off > next) throw fault('LOG_GAP', 'final');
      const duplicate = off < next;
      if (!duplicate) {
        stored.push(Buffer.from(bytes));
        digest = extendDigest(digest, off, bytes.length, createHash('sha256').update(bytes).digest());
        next += bytes.length;
      }
      answer = { next, duplicate, desired: 'run' };
    }
    if (fate === 'lost after') throw fault('UNREACHABLE', 'transient');
    return answer;
  }) as unknown as Caller;
  return { call, bytes: () => Buffer.concat(stored), digest: () => digest };
}

test('every byte arrives once and in order, whatever is lost on the way', async () => {
  const fates = fc.array(fc.constantFrom<Fate>('arrives', 'lost before', 'lost after'), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(
      fates,
      fc.array(fc.nat({ max: 60_000 }), { minLength: 1, maxLength: 20 }),
      async (lost, sizes) => {
        const folder = mkdtempSync(path.join(tmpdir(), 'upload-'));
        const spool = openSpool(path.join(folder, 'log.bin'));
        const server = lossyServer(lost);
        const uploader = createUploader({
          agentId: 'agent',
          call: server.call,
          spool,
          onDesired: () => {},
          onLost: (error) => expect.fail(String(error)),
        });
        const frames = sizes.map((size) => makeFrame('stdout', 1, Buffer.alloc(size, 120), false));
        for (const frame of frames) {
          spool.append([frame]);
          uploader.wake();
        }
        spool.finish();
        const counted = await uploader.flush();
        expect(server.bytes().equals(Buffer.concat(frames))).toBe(true);
        expect(counted).toEqual({ logBytes: server.bytes().length, logDigest: server.digest() });
        uploader.stop();
        spool.close();
        rmSync(folder, { recursive: true });
      },
    ),
    { numRuns: 15 },
  );
});

test('a log that was begun by an earlier process goes on where the server stands', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'upload-'));
  const server = lossyServer([]);
  const sizes = [10, 300_000 / 5, 20];
  const open = () => {
    const spool = openSpool(path.join(folder, 'log.bin'));
    return {
      spool,
      uploader: createUploader({
        agentId: 'agent',
        call: server.call,
        spool,
        onDesired: () => {},
        onLost: () => {},
      }),
    };
  };
  const first = open();
  first.spool.append(sizes.map((size) => makeFrame('stdout', 1, Buffer.alloc(size, 65), false)));
  await first.uploader.flush();
  first.spool.append([makeFrame('stdout', 2, Buffer.from('written, never sent\n'), false)]);
  first.uploader.stop();
  first.spool.close();
  const second = open();
  await second.uploader.resync();
  expect(await second.uploader.flush()).toEqual({
    logBytes: server.bytes().length,
    logDigest: server.digest(),
  });
  expect(server.bytes().toString()).toContain('written, never sent');
  second.spool.close();
  rmSync(folder, { recursive: true });
});

test('where the server has no room left the log says what it lacks, and ends whole', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'upload-'));
  const spool = openSpool(path.join(folder, 'log.bin'));
  const server = lossyServer([]);
  const room = 100_000;
  const call = ((endpoint: { name: string }, options: { query?: { off: number }; bytes?: Buffer }) => {
    const { bytes } = options;
    const isFull = bytes && server.bytes().length >= room && bytes.length > 512;
    if (isFull)
      throw new ServerFault('full', { ...fault('LOG_GAP', 'final').facts, code: 'LOG_FULL', status: 413 });
    return server.call(endpoint as never, options as never);
  }) as unknown as Caller;
  const uploader = createUploader({
    agentId: 'agent',
    call,
    spool,
    onDesired: () => {},
    onLost: (lost) => expect.unreachable(lost.message),
  });
  const frames = Array.from({ length: 60 }, (_, i) =>
    makeFrame('stdout', 1, Buffer.alloc(10_000, `<${i}>`), false),
  );
  for (const each of frames.slice(0, 30)) spool.append([each]);
  await uploader.flush();
  for (const each of frames.slice(30)) spool.append([each]);
  await uploader.flush();
  const late = makeFrame('stdout', 1, Buffer.alloc(2_000, 'z'), false);
  spool.append([late]);
  spool.finish();
  const { logBytes, logDigest } = await uploader.flush();
  expect([logBytes, logDigest]).toEqual([server.bytes().length, server.digest()]);
  const text = server.bytes().toString('latin1');
  const kept = frames.filter((each) => server.bytes().includes(each)).length;
  const dropped = Buffer.concat([...frames.slice(kept), late]);
  expect(kept).toBeGreaterThan(0);
  expect(JSON.parse(text.match(/truncated (\{.*\})/)![1]!)).toEqual({
    bytes: dropped.length,
    sha256: createHash('sha256').update(dropped).digest('hex'),
  });
  spool.close();
  const again = openSpool(path.join(folder, 'log.bin'));
  expect(again.length()).toBe(logBytes);
  again.close();
  rmSync(folder, { recursive: true });
});

/** A way to the server on which the first `times` chunks arrive with another byte than they were sent with. */
function damagingWay(times: number) {
  const server = lossyServer([]);
  let arrived = 0;
  const call = ((
    endpoint: { name: string },
    options: { bytes?: Buffer; headers?: Record<string, string> },
  ) => {
    if (endpoint.name !== 'appendLogs') return server.call(endpoint as never, options as never);
    const bytes = Buffer.from(options.bytes!);
    if (++arrived <= times) bytes[20]! ^= 1;
    if (createHash('sha256').update(bytes).digest('hex') !== options.headers!['ao-sha256'])
      throw new ServerFault('The chunk does not have the digest of its AO-SHA256 header. Send it again.', {
        ...fault('LOG_GAP', 'final').facts,
        code: 'LOG_CONFLICT',
        status: 422,
      });
    return server.call(endpoint as never, options as never);
  }) as unknown as Caller;
  return { ...server, call, arrived: () => arrived };
}

test.each([1, 3])('a chunk that is damaged on its way is sent again, %s times', async (times) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'upload-'));
  const spool = openSpool(path.join(folder, 'log.bin'));
  const way = damagingWay(times);
  const uploader = createUploader({
    agentId: 'agent',
    call: way.call,
    spool,
    onDesired: () => {},
    onLost: (lost) => expect.unreachable(lost.message),
  });
  const frame = makeFrame('stdout', 1, Buffer.from('said once\n'), false);
  spool.append([frame]);
  expect(await uploader.flush()).toEqual({ logBytes: frame.length, logDigest: way.digest() });
  expect(way.bytes().equals(frame)).toBe(true);
  spool.close();
  rmSync(folder, { recursive: true });
});

test('so is one of the late log of an agent that has ended', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'upload-'));
  const spool = openSpool(path.join(folder, 'log.bin'));
  const way = damagingWay(2);
  const asLive = ((_late: unknown, options: unknown) =>
    way.call(appendLogs as never, options as never)) as unknown as Caller;
  const frame = makeFrame('stdout', 1, Buffer.from('said late\n'), false);
  spool.append([frame]);
  const { signal } = new AbortController();
  expect(await sendLateLog('agent', spool, asLive, signal)).toBe(frame.length);
  expect(way.bytes().equals(frame)).toBe(true);
  spool.close();
  rmSync(folder, { recursive: true });
});

test('a chunk that never arrives as it was sent is given up, and said so', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'upload-'));
  const spool = openSpool(path.join(folder, 'log.bin'));
  const way = damagingWay(Number.POSITIVE_INFINITY);
  const lost: string[] = [];
  const uploader = createUploader({
    agentId: 'agent',
    call: way.call,
    spool,
    onDesired: () => {},
    onLost: (fault) => lost.push(fault.facts.code),
  });
  spool.append([makeFrame('stdout', 1, Buffer.from('never heard\n'), false)]);
  await expect(uploader.flush()).rejects.toThrow(/Send it again/);
  expect([lost, way.arrived()]).toEqual([['LOG_CONFLICT'], 4]);
  spool.close();
  rmSync(folder, { recursive: true });
});
