import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SHORT_TIMERS } from './short-timers';

/** The bundler of the CLI: the thread is a file of its own only once it is built. */
const { build } = createRequire(path.resolve('cli/package.json'))('esbuild') as {
  build(options: Record<string, unknown>): Promise<unknown>;
};
const AGENT = `agent_${'0'.repeat(32)}`;

/** Keeps one lease and says what becomes of it; a line on stdin blocks its main thread for that many milliseconds. */
const KEEPER = `
import { startLeaseKeeper } from ${JSON.stringify(path.resolve('cli/src/runner/lease.ts'))};
import { now } from ${JSON.stringify(path.resolve('cli/src/runner/trust-window.ts'))};
const timers = ${JSON.stringify(SHORT_TIMERS)};
const say = (fact) => process.stdout.write(JSON.stringify(fact) + '\\n');
const keeper = startLeaseKeeper({ origin: process.argv[2], epoch: 1, timers });
const lease = keeper.keep({
  agentId: ${JSON.stringify(AGENT)}, token: 'aoj_x', ttlMs: timers.leaseTtlMs, since: now(), phase: 'starting',
  onDesired: (desired) => say({ desired }), onMissed: () => say({ missed: true }), onLost: (sentence, kind) => say({ lost: kind }),
});
let last = '';
setInterval(() => { if (lease.trust() !== last) say({ trust: last = lease.trust() }); }, 20);
process.stdin.on('data', (text) => {
  const until = Date.now() + Number(text);
  while (Date.now() < until);
  say({ blocked: true, trust: lease.trust() });
});`;

const HOUR_MS = 3_600_000;
const CLOCK = path.resolve('test/support/jumping-clock.mjs');

let folder: string;
let server: Server;
let child: ChildProcess;
let beats: number[];
let answer: 'renew' | 'silence' | 'lost';
let said: Record<string, unknown>[];

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'lease-'));
  await build({
    stdin: { contents: KEEPER, resolveDir: path.resolve('.'), loader: 'ts' },
    outfile: path.join(folder, 'keeper.js'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    alias: { '@/contract': path.resolve('src/contract') },
    tsconfigRaw: {},
    logLevel: 'error',
  });
  await build({
    entryPoints: [path.resolve('cli/src/runner/heartbeat-thread.ts')],
    outfile: path.join(folder, 'heartbeat-thread.js'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    alias: { '@/contract': path.resolve('src/contract') },
    tsconfigRaw: {},
    logLevel: 'error',
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(async () => {
  beats = [];
  said = [];
  answer = 'renew';
  setAhead(0);
  server = createServer((request, response) => {
    request.resume();
    beats.push(Date.now());
    if (answer === 'silence') return;
    const lost = answer === 'lost';
    response.writeHead(lost ? 409 : 200, { 'ao-server': '1', 'content-type': 'application/json' });
    response.end(
      JSON.stringify(
        lost
          ? { error: { code: 'LEASE_LOST', message: 'Gone.', requestId: 'r' } }
          : { data: { desired: 'run', leaseTtlMs: SHORT_TIMERS.leaseTtlMs } },
      ),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  child = spawn(
    process.execPath,
    [
      ...['--import', CLOCK, path.join(folder, 'keeper.js')],
      `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ],
    { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, CLOCK_AHEAD: path.join(folder, 'ahead') } },
  );
  let text = '';
  child.stdout!.on('data', (bytes) => {
    text += bytes;
    const lines = text.split('\n');
    text = lines.pop()!;
    said.push(...lines.map((line) => JSON.parse(line) as Record<string, unknown>));
  });
});
afterEach(async () => {
  child.kill('SIGKILL');
  await once(child, 'exit');
  server.closeAllConnections();
  server.close();
});

const setAhead = (ms: number) => writeFileSync(path.join(folder, 'ahead'), String(ms));
const trusted = () => said.flatMap((fact) => ('trust' in fact ? [fact.trust] : []));
async function comesTo(trust: string): Promise<void> {
  for (let tries = 0; trusted().at(-1) !== trust; tries++) {
    if (tries > 500) throw new Error(`never came to ${trust}: ${JSON.stringify(said)}`);
    await pause(20);
  }
}

async function saying(fact: Record<string, unknown>): Promise<void> {
  const has = () => said.some((one) => Object.entries(fact).every(([name, value]) => one[name] === value));
  for (let tries = 0; !has(); tries++) {
    if (tries > 500) throw new Error(`never said ${JSON.stringify(fact)}: ${JSON.stringify(said)}`);
    await pause(30);
  }
}

describe('a lease', () => {
  test('is renewed while the main thread is busy for longer than it lasts', async () => {
    await saying({ desired: 'run' });
    const before = beats.length;
    child.stdin!.write(String(SHORT_TIMERS.leaseTtlMs + 1500));
    await saying({ blocked: true, trust: 'sure' });
    expect(beats.length - before).toBeGreaterThanOrEqual(5);
  });

  test('whose heartbeats are never answered is asked for again and again, trusted no longer, and the agent must stand still', async () => {
    await saying({ desired: 'run' });
    answer = 'silence';
    const before = beats.length;
    await saying({ trust: 'unsure' });
    await saying({ trust: 'paused' });
    expect(beats.length - before).toBeGreaterThan(2);
    answer = 'renew';
    await saying({ missed: true });
    await comesTo('sure');
  });

  test('is not over by a clock that jumps: the server is asked first, while the agent stands still', async () => {
    await saying({ desired: 'run' });
    for (let hours = 1; hours <= 3; hours++) {
      setAhead(hours * HOUR_MS);
      await pause(SHORT_TIMERS.heartbeatMs * 2);
      await comesTo('sure');
    }
    expect(trusted()).toContain('paused');
    expect(trusted()).not.toContain('over');
  });

  test('is over after a clock has jumped once a question asked since then stays without an answer', async () => {
    await saying({ desired: 'run' });
    answer = 'silence';
    setAhead(HOUR_MS);
    await comesTo('over');
    expect(trusted()).toContain('paused');
    expect(said).toContainEqual({ missed: true });
  });

  test('that the server calls lost is lost at once, and not asked for again', async () => {
    await saying({ desired: 'run' });
    answer = 'lost';
    await saying({ lost: 'lost' });
    const after = beats.length;
    await pause(SHORT_TIMERS.heartbeatMs * 3);
    expect(beats.length).toBe(after);
  });
});
