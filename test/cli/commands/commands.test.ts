import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newCredential } from '@/lib/hash';
import { makeProgram } from '../../../cli/src/program';
import { EXIT_CODES } from '../../../cli/src/terminal/failure';
import { leavesOf, nameOf } from '../../../scripts/house/cli-tree';
import { buildProgram, runProgram } from './run-program';

let home: string;
const run = (argv: string[], more: Record<string, string> = {}, input?: string) =>
  runProgram(argv, {
    env: { HOME: home, AGENT_ORCHESTRATOR_HOME: path.join(home, 'ao'), ...more },
    input,
    cwd: home,
  });

beforeAll(buildProgram, 120_000);
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'home-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

function connected(url = 'http://127.0.0.1:9'): void {
  const folder = path.join(home, 'ao');
  mkdirSync(folder, { mode: 0o700 });
  const connection = {
    version: 1,
    url,
    runnerId: `runner_${'0'.repeat(32)}`,
    name: 'laptop',
    workspaceName: 'Home',
    directory: home,
    labels: [],
  };
  writeFileSync(path.join(folder, 'config.json'), JSON.stringify(connection), { mode: 0o600 });
  writeFileSync(
    path.join(folder, 'key.json'),
    JSON.stringify({
      kty: 'OKP',
      crv: 'Ed25519',
      x: 'DJlo7L4M8-1T7rHA9uHCMSQEsEuTkEeP_K-BXpqs1uo',
      d: 'AVVEcXMk9lIOvj_i2sQ-Qn1LkOvGBLGgm6GUjW0RhS8',
    }),
    { mode: 0o600 },
  );
}

describe('help', () => {
  test.each([
    [['--help']],
    [['connect', '--help']],
    [['start', '--help']],
    [['status', '--help']],
    [['doctor', '--help']],
  ])('%j shows examples', async (argv) => {
    const { code, stdout } = await run(argv);
    expect(code).toBe(0);
    expect(stdout).toContain('Examples:');
    expect(stdout).toContain('$ agent-orchestrator');
  });

  const leaves = leavesOf(makeProgram('agent-orchestrator'));

  test('of every command shows examples', () => {
    for (const command of leaves) {
      let said = '';
      command.configureOutput({ writeOut: (text) => (said += text) }).outputHelp();
      expect(said, command.name()).toContain('Examples:\n  $ agent-orchestrator');
    }
  });

  test('has --json for every command but the one that prints a script', () => {
    const without = leaves.filter(({ options }) => !options.some(({ long }) => long === '--json'));
    expect(without.map(nameOf)).toEqual(['completion']);
  });

  test('names every exit code', async () => {
    const { stdout } = await run(['--help']);
    for (const { code, says } of EXIT_CODES)
      expect(stdout).toMatch(new RegExp(`^ +${code} +${says.replace(/[()]/g, '\\$&')}$`, 'm'));
  });

  test('suggests the command that was meant', async () => {
    const { code, stderr } = await run(['strat']);
    expect(code).toBe(2);
    expect(stderr).toContain('Did you mean start?');
  });

  test.each([
    [['tasks', 'creat', 'foo'], "error: unknown command 'creat' of tasks\n(Did you mean create?)"],
    [['locks', 'wiats'], "error: unknown command 'wiats' of locks\n(Did you mean waits?)"],
    [['tasks', 'list', 'foo'], "error: too many arguments for 'list'"],
  ])('of a group is not taken for an argument of another: %j', async (argv, sentence) => {
    const { code, stderr } = await run(argv);
    expect(code).toBe(2);
    expect(stderr).toContain(sentence);
  });
});

describe('wrong usage', () => {
  test.each([
    [['connect', 'aoe_nonsense'], 'TOKEN_MALFORMED'],
    [['connect'], 'TOKEN_MISSING'],
    [['connect', newCredential('aoe_').token, '--url', 'ftp://x'], 'URL_MALFORMED'],
    [['connect', newCredential('aoe_').token, '-d', '/no/such/folder'], 'NO_SUCH_FOLDER'],
    [['connect', newCredential('aoe_').token, '--label', 'a b'], 'LABEL_MALFORMED'],
  ])('%o is refused in a sentence, with exit code 2', async (argv, code) => {
    const ran = await run(argv);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(new RegExp(`^Error: [A-Z/].*\\. \\[?.*${code}\\]\\n$`));
    expect(ran.stderr).not.toContain('    at ');
  });

  test('is explained where a value cannot be', async () => {
    connected();
    const { code, stderr } = await run(['start', '--max-concurrent', '0']);
    expect(code).toBe(2);
    expect(stderr).toContain('whole number from 1 to 64');
  });
});

describe('a folder that cannot be written', () => {
  const [bind, ...all] = ['bwrap', '--dev-bind', '/', '/'] as const;
  const canBind = spawnSync(bind, [...all, 'true']).status === 0;
  /** Runs it where the folder of its settings can only be read. */
  const readOnly = (argv: string[]) => {
    const ao = path.join(home, 'ao');
    return runProgram(argv, {
      within: [bind, ...all, '--ro-bind', ao, ao],
      env: { HOME: home, AGENT_ORCHESTRATOR_HOME: ao },
      cwd: home,
    });
  };

  test.runIf(canBind)('spends no token, keeps a connection whole, and is found by doctor', async () => {
    const seen: string[] = [];
    const server = await listen((url) => seen.push(url), { status: 409, body: '{}', ours: true });
    connected(server.url);
    mkdirSync(path.join(home, 'ao', 'state'), { mode: 0o700 });
    const connect = await readOnly(['connect', newCredential('aoe_').token, '--url', server.url]);
    expect(connect.stderr).toContain(
      `${path.join(home, 'ao')} is on a file system that can only be read. Make it writable, or set AGENT_ORCHESTRATOR_HOME to a folder elsewhere. Nothing was registered. [EROFS]`,
    );
    const disconnect = await readOnly(['disconnect', '--yes']);
    expect(disconnect.stderr).toContain('Nothing was changed. [EROFS]');
    expect(seen).toEqual([]);
    const { data } = JSON.parse((await readOnly(['doctor', '--json'])).stdout);
    expect(data.findings.filter(({ code }: { code: string }) => code === 'folder')).toHaveLength(2);
    server.close();
  });
});

describe('output', () => {
  /** Runs it with streams that go elsewhere than into pipes. */
  const into = (argv: string[], to: { stdout?: string; stderr?: string }) =>
    spawnSync(process.execPath, [path.resolve('cli/dist/main.js'), ...argv], {
      env: { PATH: process.env.PATH, HOME: home } as never,
      stdio: [
        'ignore',
        to.stdout ? openSync(to.stdout, 'w') : 'pipe',
        to.stderr ? openSync(to.stderr, 'w') : 'pipe',
      ],
      encoding: 'utf8',
    });

  test.runIf(existsSync('/dev/full'))('that cannot be written is a failure, said on the other stream', () => {
    const result = into(['version', '--json'], { stdout: '/dev/full' });
    expect(result.status).toBe(1);
    expect(result.stderr).toMatch(/^Error: The output cannot be written: .*no space left.* \[ENOSPC\]\n$/);
    const message = into(['nonsense'], { stderr: '/dev/full' });
    expect(message.status).toBe(2);
    expect(message.stdout).toContain('[ENOSPC]');
  });

  test('that nobody reads to its end is none, and hides no other failure', () => {
    const shell = (line: string) =>
      spawnSync('bash', ['-c', `${line}; echo "\${PIPESTATUS[0]}"`], {
        env: { PATH: process.env.PATH, HOME: home, PROGRAM: path.resolve('cli/dist/main.js') } as never,
        encoding: 'utf8',
      });
    expect(shell('node $PROGRAM --help | true')).toMatchObject({ stdout: '0\n', stderr: '' });
    expect(shell('node $PROGRAM status --json 2>/dev/null | true').stdout).toBe('3\n');
  });
});

describe('a machine that is not connected', () => {
  test.each([[['start']], [['status']]])('%j says how to connect, with exit code 3', async (argv) => {
    const { code, stderr } = await run(argv);
    expect(code).toBe(3);
    expect(stderr).toContain('Connect page');
    expect(stderr).toContain('[NOT_CONNECTED]');
  });

  test('is told by doctor what is missing, as text and as JSON', async () => {
    const text = await run(['doctor']);
    expect(text.code).toBe(1);
    expect(text.stdout).toMatch(/PASS.*Node\.js/);
    expect(text.stdout).toMatch(/FAIL.*not connected\.\n\s+Fix: /);
    const { data } = JSON.parse((await run(['doctor', '--json'])).stdout);
    expect(data.findings).toContainEqual(
      expect.objectContaining({ code: 'connection', level: 'error', fix: expect.any(String) }),
    );
  });
});

describe('doctor --fix', () => {
  test('closes what others may read, drops what an ended runner left, and says each', async () => {
    connected();
    const ao = path.join(home, 'ao');
    const state = path.join(ao, 'state');
    mkdirSync(state, { mode: 0o700 });
    chmodSync(path.join(ao, 'key.json'), 0o644);
    expect((await run(['doctor'])).stdout).toMatch(
      /FAIL.*key\.json can be read by others.*\n +Fix: agent-orchestrator doctor --fix/,
    );
    chmodSync(state, 0o755);
    writeFileSync(path.join(state, 'runner.pid'), '999999999 1\n');
    const { data } = JSON.parse((await run(['doctor', '--fix', '--json'])).stdout);
    expect(data.fixed).toEqual([
      `${state} could be read by others on this machine: chmod 700 ${state}`,
      `${path.join(ao, 'key.json')} could be read by others on this machine: chmod 600 ${path.join(ao, 'key.json')}`,
      `Removed the note of a runner that has ended: ${path.join(state, 'runner.pid')}`,
    ]);
    expect(statSync(path.join(ao, 'key.json')).mode & 0o777).toBe(0o600);
    expect(JSON.parse((await run(['doctor', '--fix', '--json'])).stdout).data.fixed).toEqual([]);
  });

  test('lets a repository forget worktrees of agents that are gone, and no other', async () => {
    connected();
    const repo = path.join(home, 'shop');
    const agents = path.join(home, 'ao', 'state', 'worktrees');
    mkdirSync(agents, { recursive: true, mode: 0o700 });
    chmodSync(path.join(home, 'ao', 'state'), 0o700);
    const git = (...args: string[]) =>
      execFileSync('git', ['-C', repo, ...args], {
        encoding: 'utf8',
        env: {
          PATH: process.env.PATH,
          HOME: home,
          GIT_AUTHOR_NAME: 'P',
          GIT_AUTHOR_EMAIL: 'p@x',
          GIT_COMMITTER_NAME: 'P',
          GIT_COMMITTER_EMAIL: 'p@x',
        } as never,
      });
    mkdirSync(repo);
    git('init', '-q');
    git('commit', '-q', '--allow-empty', '-m', 'One');
    const [gone, kept, foreign] = [
      path.join(agents, 'gone'),
      path.join(agents, 'kept'),
      path.join(home, 'mine'),
    ];
    for (const folder of [gone, kept, foreign]) git('worktree', 'add', '-q', '--detach', folder);
    for (const folder of [gone, foreign]) rmSync(folder, { recursive: true });
    const { data } = JSON.parse((await run(['doctor', '--fix', '--json'])).stdout);
    expect(data.fixed).toEqual([
      `${repo} noted a worktree of an agent that is gone: git worktree remove ${gone}`,
    ]);
    const left = git('worktree', 'list', '--porcelain');
    expect(left).not.toContain(gone);
    expect(left).toContain(kept);
    expect(left).toContain(foreign);
  });
});

describe('a connection', () => {
  test('to a server that cannot be reached ends with exit code 5 and what to check', async () => {
    connected();
    const status = await run(['status', '--json']);
    expect(status.code).toBe(5);
    expect(JSON.parse(status.stdout).data).toMatchObject({ name: 'laptop', running: false, agents: [] });
    const connect = await run(['connect', newCredential('aoe_').token, '--url', 'http://127.0.0.1:9']);
    expect(connect.code).toBe(5);
    expect(connect.stderr).toContain('Cannot reach http://127.0.0.1:9');
  });

  test('that others may read is refused', async () => {
    connected();
    chmodSync(path.join(home, 'ao', 'key.json'), 0o644);
    const { code, stderr } = await run(['start']);
    expect(code).toBe(3);
    expect(stderr).toContain(`chmod 600 ${path.join(home, 'ao', 'key.json')}`);
  });

  test('is not sent on to another host, and an answer from something in between is not believed', async () => {
    const seen: string[] = [];
    const elsewhere = await listen((request) => seen.push(request));
    const portal = await listen(() => {}, {
      status: 302,
      location: elsewhere.url,
      body: '<html>Log in</html>',
    });
    const { code, stderr } = await run(
      ['connect', '-', '--url', portal.url],
      {},
      `${newCredential('aoe_').token}\n`,
    );
    expect(code).toBe(5);
    expect(stderr).toContain('something between this machine and the server');
    expect(seen).toEqual([]);
    elsewhere.close();
    portal.close();
  });

  test('writes nothing into the terminal but text', async () => {
    const body = JSON.stringify({
      error: {
        code: 'TOKEN_USED',
        message: 'used \u001b]0;owned\u0007\u001b[2Jby \u009b31mothers\u202e',
        requestId: 'r1',
      },
    });
    const server = await listen(() => {}, { status: 409, body, ours: true });
    const { stderr } = await run(['connect', newCredential('aoe_').token, '--url', server.url]);
    expect(stderr).toContain('used by others');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that none is left is the point
    expect(stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    server.close();
  });

  test('leaves no file behind that others may read, whatever the umask', async () => {
    await run(['doctor']);
    expect(statSync(path.join(home, 'ao', 'state')).mode & 0o777).toBe(0o700);
  });
});

async function listen(
  onRequest: (url: string) => void,
  answer: { status: number; body: string; location?: string; ours?: boolean } = { status: 200, body: '{}' },
): Promise<{ url: string; close(): void }> {
  const server: Server = createServer((request, response) => {
    onRequest(request.url ?? '');
    response.writeHead(answer.status, {
      'content-type': 'application/json',
      ...(answer.location ? { location: answer.location } : {}),
      ...(answer.ours ? { 'ao-server': '1' } : {}),
    });
    response.end(answer.body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
