import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { isAlive } from '@/lib/is-alive';
import { ClaudeProcess, type ClaudeProcessOptions, OrchestratorSession } from '../../../cli/src/library';

const root = mkdtempSync(path.join(tmpdir(), 'process-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const logDir = path.join(root, 'logs');
const NODE = process.execPath;

const make = (command: string[], more: Partial<ClaudeProcessOptions> = {}) =>
  new ClaudeProcess({
    prompt: 'the prompt',
    processId: 'one',
    workingDir: root,
    logDir,
    streamOutput: false,
    command,
    ...more,
  });
const sh = (script: string, more: Partial<ClaudeProcessOptions> = {}) =>
  make(['/bin/sh', '-c', script], more);
const log = (id = 'one') => readFileSync(path.join(logDir, `${id}.log`), 'utf8');

describe('a process', () => {
  test('gives its exit code, both streams, its time in seconds and its id', async () => {
    const result = await sh('cat; echo bad >&2; exit 7').run();
    expect(result).toEqual({
      exitCode: 7,
      output: 'the prompt',
      stderr: 'bad\n',
      duration: expect.any(Number),
      processId: 'one',
    });
    expect(result.duration).toBeGreaterThan(0);
    expect(log()).toMatch(/start: \/bin\/sh[\s\S]*the prompt[\s\S]*end: exit code 7/);
    expect(statSync(path.join(logDir, 'one.log')).mode & 0o077).toBe(0);
  });

  test('is given no more of the environment than it needs', async () => {
    vi.stubEnv('A_SECRET_OF_MY_SHELL', 'do-not-tell');
    const { output } = await sh('env', { env: { MINE: 'given' } }).run();
    expect(output).toContain('MINE=given');
    expect(output).not.toContain('do-not-tell');
    vi.unstubAllEnvs();
  });

  test('times out with -1, and its whole group goes, whoever ignores SIGTERM or fled into a session of its own', async () => {
    const script = `trap '' TERM; sleep 300 & echo $! > kept.pid; setsid sleep 300 & echo $! > fled.pid; echo begun; wait; wait`;
    const result = await sh(script, { timeout: 1 }).run();
    expect(result).toMatchObject({ exitCode: -1, output: 'begun\n' });
    expect(result.stderr).toContain('longer than 1 s');
    for (const name of ['kept.pid', 'fled.pid']) {
      const pid = Number(readFileSync(path.join(root, name), 'utf8'));
      await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
    }
  });

  test('has all of a long output, and characters that arrive in pieces', async () => {
    const script = `const line = 'é€😀'.repeat(1000) + '\\n';
      const all = Buffer.from(line.repeat(400));
      for (let at = 0; at < all.length; at += 4097) process.stdout.write(all.subarray(at, at + 4097));`;
    const heard: string[] = [];
    const { output, exitCode } = await make([NODE, '-e', script], {
      onOutput: (text) => heard.push(text),
    }).run();
    const wanted = `${'é€😀'.repeat(1000)}\n`.repeat(400);
    expect(exitCode).toBe(0);
    expect(output === wanted).toBe(true);
    expect(heard.join('') === wanted).toBe(true);
    expect(log()).toContain(wanted.slice(0, 2000));
  });

  test('is a failed result where it cannot be run at all', async () => {
    expect(await make(['/nowhere/no-such-program']).run()).toMatchObject({ exitCode: 127 });
    expect(await sh('true', { workingDir: path.join(root, 'nowhere') }).run()).toMatchObject({
      exitCode: 126,
      stderr: expect.stringContaining('nowhere'),
    });
    expect(await make(['/bin/sh', '-c', 'a\0b']).run()).toMatchObject({ exitCode: 126 });
    expect(await sh('true', { logDir: '/dev/null/logs' }).run()).toMatchObject({ exitCode: 126 });
    expect(await sh('kill -9 $$').run()).toMatchObject({ exitCode: 137 });
    const missing = make([], { command: undefined as never, claudeBin: '/nowhere/claude' });
    expect(await missing.run()).toMatchObject({
      exitCode: 127,
      stderr: expect.stringContaining('not installed'),
    });
    expect(() => sh('true', { timeout: 0 })).toThrow(TypeError);
  });

  test('does not wait for a prompt that nobody reads, nor for input', async () => {
    expect(await sh('exit 0', { prompt: 'x'.repeat(3_000_000) }).run()).toMatchObject({ exitCode: 0 });
    expect(await sh('cat > /dev/null; cat; read -r line; echo "status $?"').run()).toMatchObject({
      output: 'status 1\n',
    });
  });

  test('is tried again as told, and filtered as told', async () => {
    const script = 'echo x >> tries; echo "try $(wc -l < tries)"; echo noise; [ "$(wc -l < tries)" -ge 3 ]';
    const retry = { attempts: 5, backoff: 0.01 };
    expect(await sh(script, { retry, filter: /^try/g }).run()).toMatchObject({
      exitCode: 0,
      output: 'try 3\n',
    });
    expect(log()).toContain('try 1');
    expect(
      await sh('exit 4', { retry: { ...retry, when: ({ exitCode }) => exitCode !== 4 } }).run(),
    ).toMatchObject({
      exitCode: 4,
    });
  });

  test('is ended beyond the memory or the processor time that it may use', async () => {
    const eater = `const held = []; setInterval(() => held.push(Buffer.alloc(30e6, 1)), 20);`;
    const [memory, time] = await Promise.all([
      make([NODE, '-e', eater], { limits: { memoryMb: 250 }, timeout: 50 }).run(),
      make([NODE, '-e', 'for (;;);'], { limits: { cpuSeconds: 0.5 }, timeout: 50 }).run(),
    ]);
    expect(memory).toMatchObject({
      exitCode: 137,
      stderr: expect.stringMatching(/MB of memory, more than 250 MB/),
    });
    expect(time).toMatchObject({
      exitCode: 137,
      stderr: expect.stringMatching(/of processor time, more than 0.5 s/),
    });
  });

  test('has a terminal of its own where that is asked', async () => {
    expect(await sh('[ -t 0 ] && [ -t 1 ] && echo terminal; exit 5', { pty: true }).run()).toMatchObject({
      exitCode: 5,
      output: expect.stringContaining('terminal'),
    });
    expect(await sh('sleep 300', { pty: true, timeout: 0.5 }).run()).toMatchObject({ exitCode: -1 });
    expect(await make(['no-such-program'], { pty: true }).run()).toMatchObject({ exitCode: 127 });
  });
});

describe('a session', () => {
  test('has a folder of logs that no commit takes along, and makes processes in it', async () => {
    const session = new OrchestratorSession('multi agent', { workingDir: root });
    expect(path.relative(root, session.logDir)).toBe(path.join('.claude/runtime/logs', session.sessionId));
    expect(session.sessionId).toMatch(/^multi_agent_\d{8}_\d{6}_[0-9a-f]{6}$/);
    const first = session.createProcess('a', '../out of/here', {
      command: ['/bin/cat'],
      streamOutput: false,
    });
    const second = session.createProcess('b', undefined, { command: ['/bin/cat'], streamOutput: false });
    session.log('starting analysis');
    expect((await first.run()).processId).toBe('../out of/here');
    expect((await second.run()).processId).toBe('p2');
    expect(readdirSync(session.logDir).sort()).toEqual(['__out_of_here.log', 'p2.log', 'session.log'].sort());
    expect(readFileSync(path.join(session.logDir, 'session.log'), 'utf8')).toMatch(
      /^\[\d{4}-.*\] starting analysis$/m,
    );
    expect(readFileSync(path.join(root, '.claude/runtime/.gitignore'), 'utf8')).toBe('*\n');
    expect(new OrchestratorSession({ patternName: 'x', workingDir: root }).sessionId).not.toBe(
      session.sessionId,
    );
  });
});
