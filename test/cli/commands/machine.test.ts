import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { PROTOCOL, PROTOCOL_MIN } from '@/contract/protocol';
import { newCredential } from '@/lib/hash';
import { env } from '../../../cli/src/config/env';
import { personalToken } from '../../../cli/src/config/personal-token';
import { removeLogin, saveLogin } from '../../../cli/src/config/store';
import { makeProgram } from '../../../cli/src/program';
import { withDashboard } from './with-dashboard';

const at = withDashboard();

describe('a machine that nobody has set up', () => {
  test('is let in by a code that a person types, acts for them, and leaves again', async () => {
    const waits = at.start(['login', '--scope', 'task:write', '--name', 'desk']);
    await waits.says(/type this code: [A-Z]{4}-[A-Z]{4}/);
    const code = /code: (\S+)/.exec(waits.stderr())?.[1];
    const claimed = await at.api.post('/api/device/claim', { code });
    expect(claimed.data).toMatchObject({
      machine: 'desk',
      wants: 'token',
      scopes: ['workspace:read', 'task:write'],
    });
    await at.api.post('/api/device/decision', { code, approve: true });
    expect((await waits.ended()).code).toBe(0);
    const file = path.join(at.home, 'ao', 'login.json');
    const { origin, token } = JSON.parse(readFileSync(file, 'utf8'));
    expect({ origin, mode: statSync(file).mode & 0o777 }).toEqual({ origin: at.api.url, mode: 0o600 });
    const as = { authorization: `Bearer ${token}` };
    expect((await at.api.get('/api/tasks', as)).status).toBe(200);
    expect((await at.api.get('/api/tokens', as)).status).toBe(403);
    expect((await at.json(['logout'])).data).toEqual({ loggedIn: true, ended: true });
    expect(existsSync(file)).toBe(false);
    expect((await at.api.get('/api/tasks', as)).status).toBe(401);
    expect((await at.run(['login', '--scope', 'everything'])).code).toBe(2);
  });

  test('sends its token to the dashboard that gave it, and to no other', () => {
    env.AGENT_ORCHESTRATOR_HOME = path.join(at.home, 'ao');
    saveLogin({ origin: 'https://one.example', token: 'ao_pat_x' });
    expect(personalToken('https://one.example')).toBe('ao_pat_x');
    expect(personalToken('https://other.example')).toBeUndefined();
    env.AGENT_ORCHESTRATOR_TOKEN = 'aoe_of_a_machine';
    expect(personalToken('https://other.example')).toBeUndefined();
    env.AGENT_ORCHESTRATOR_TOKEN = 'ao_pat_of_the_environment';
    expect(personalToken('https://one.example')).toBe('ao_pat_of_the_environment');
    env.AGENT_ORCHESTRATOR_TOKEN = undefined;
    removeLogin();
  });
});

describe('a connected machine', () => {
  let runnerId = '';
  beforeAll(async () => {
    runnerId = await at.connect();
  });

  test('knows who it is, and says so only where its key is accepted', async () => {
    const { data } = await at.json(['whoami']);
    expect(data).toMatchObject({ name: 'laptop', runnerId, url: at.api.url, accepted: true });
    expect((await at.run(['whoami'])).stdout).toMatch(/^Runner +laptop\nId +runner_/);
  });

  test('lists, reads and changes its settings', async () => {
    const { data } = await at.json(['config']);
    expect(data).toMatchObject({ name: 'laptop', labels: [], runnerId });
    expect((await at.run(['config', 'get', 'maxConcurrent'])).stdout).toBe('1\n');
    expect((await at.json(['config', 'set', 'maxConcurrent', '3'])).data).toEqual({
      name: 'maxConcurrent',
      value: 3,
    });
    expect((await at.run(['config', 'set', 'labels', 'gpu, linux'])).stdout).toBe('labels is gpu,linux.\n');
    expect((await at.json(['config', 'get', 'labels'])).data.value).toEqual(['gpu', 'linux']);
    const file = (await at.run(['config', 'path'])).stdout.trim();
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      maxConcurrent: 3,
      labels: ['gpu', 'linux'],
    });
    expect((await at.run(['config', 'list'])).stdout).toMatch(/maxConcurrent +3 /);
  });

  test.each([
    ['maxConcurrent', '0', 'VALUE_MALFORMED'],
    ['labels', 'a b!', 'VALUE_MALFORMED'],
    ['directory', '/no/such/folder', 'NO_SUCH_FOLDER'],
    ['url', 'ftp://x', 'URL_MALFORMED'],
    ['runnerId', 'x', 'SETTING_FIXED'],
    ['colour', 'x', 'NO_SUCH_SETTING'],
  ])('does not take %s %s', async (name, value, code) => {
    expect((await at.json(['config', 'set', name, value], 2)).error.code).toBe(code);
  });

  test('stops its runner, which has then said goodbye', async () => {
    const runner = at.start(['start'], { WORKER_CONCURRENCY: '5' });
    await runner.says('WORKER_CONCURRENCY is not read: use --max-concurrent');
    await runner.says('is ready for work');
    const { token } = (await at.api.post('/api/enrollments', {})).data;
    expect((await at.json(['connect', token], 1)).error.code).toBe('RUNNER_RUNNING');
    const { data } = await at.json(['stop']);
    expect(data).toEqual({ pid: runner.child.pid, stopped: true });
    expect((await runner.ended()).code).toBe(0);
    expect((await at.api.get(`/api/runners/${runnerId}`)).data.liveness).toBe('offline');
    expect((await at.json(['stop'])).data).toEqual({ pid: null, stopped: true });
  });

  test('stop --now hands the tasks back', async () => {
    const runner = at.start(['start']);
    await runner.says('is ready for work');
    const stopped = await at.run(['stop', '--now']);
    expect(stopped.stdout).toBe('It has left.\n');
    await runner.says('Handing the tasks back');
    expect((await runner.ended()).code).toBe(143);
  });

  test('is disconnected after asking: revoked at the dashboard, its key gone here', async () => {
    const unasked = await at.run(['disconnect']);
    expect(unasked.code).toBe(2);
    expect(unasked.stderr).toContain('--yes');
    const key = path.join(at.home, 'ao', 'key.json');
    expect(existsSync(key)).toBe(true);
    const { data } = await at.json(['disconnect', '--yes']);
    expect(data).toEqual({ disconnected: true, runnerId, url: at.api.url });
    expect(existsSync(key)).toBe(false);
    expect((await at.api.get(`/api/runners/${runnerId}`)).data.status).toBe('REVOKED');
    expect((await at.json(['whoami'], 3)).error.code).toBe('NOT_CONNECTED');
  });

  test('that was revoked is told so, with exit code 4', async () => {
    await at.api.del(`/api/runners/${await at.connect()}`);
    expect((await at.json(['whoami'], 4)).error.code).toMatch(/UNAUTHORIZED|RUNNER_REVOKED/);
    expect((await at.run(['status'])).stdout.match(/Connect page/g)).toHaveLength(1);
    const { token } = newCredential('aoe_');
    expect((await at.run(['connect', token])).stderr.match(/Connect page/g)).toHaveLength(1);
  });

  test('that cannot reach its dashboard keeps its key, unless told to forget it', async () => {
    await at.connect();
    const config = path.join(at.home, 'ao', 'config.json');
    const stored = JSON.parse(readFileSync(config, 'utf8'));
    writeFileSync(config, JSON.stringify({ ...stored, url: 'http://127.0.0.1:9' }), { mode: 0o600 });
    const failed = await at.run(['disconnect', '--yes']);
    expect(failed.code).toBe(5);
    expect(failed.stderr).toContain('--local');
    expect(existsSync(config)).toBe(true);
    expect((await at.json(['disconnect', '--yes', '--local'])).data.disconnected).toBe(true);
    expect(existsSync(config)).toBe(false);
  });
});

describe('the program', () => {
  test('says its version, its protocol and what it runs on', async () => {
    const { data } = await at.json(['version']);
    const { version } = JSON.parse(readFileSync('cli/package.json', 'utf8'));
    expect(data).toMatchObject({ version, protocol: PROTOCOL, node: process.versions.node });
    expect((await at.run(['version'])).stdout).toContain(
      `agent-orchestrator ${version} (protocol ${PROTOCOL}`,
    );
  });

  test('says whether the dashboard asks for a newer one, and how to get it', async () => {
    const { data } = await at.json(['upgrade']);
    expect(data).toMatchObject({
      required: false,
      newer: false,
      server: { min: PROTOCOL_MIN, max: PROTOCOL },
    });
    expect(data.command).toBe(`cd ${process.cwd()} && git pull && npm ci && npm run build`);
    expect((await at.run(['upgrade'])).stdout).toContain('Nothing needs to be done.');
  });

  test('keeps messages back with --quiet', async () => {
    await at.api.project();
    await at.api.task({ title: 'One' });
    await at.api.task({ title: 'Two' });
    expect((await at.run(['tasks', '--limit', '1'])).stderr).not.toBe('');
    expect((await at.run(['tasks', '--limit', '1', '--quiet'])).stderr).toBe('');
  });
});

describe('completion', () => {
  const esc = String.fromCharCode(27);
  /** What bash would offer after these words. */
  const offered = async (...words: string[]): Promise<string[]> => {
    const { stdout: script } = await at.run(['completion', 'bash']);
    const given = words.map((word) => `'${word}'`).join(' ');
    const asked = `${script}\nCOMP_WORDS=(agent-orchestrator ${given}); COMP_CWORD=${words.length}; _agent_orchestrator; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return execFileSync('bash', ['-c', asked], { encoding: 'utf8' }).split('\n').filter(Boolean);
  };

  test('in bash knows commands, sub-commands, options and their values', async () => {
    expect(await offered('ta')).toEqual(['tasks', 'takeover']);
    expect(await offered('tasks', 'c')).toEqual(['create', 'cancel']);
    expect(await offered('tasks', 'create', 'A title', '--ris')).toEqual(['--risk']);
    expect(await offered('tasks', 'create', '--risk', '')).toEqual(['LOW', 'MEDIUM', 'HIGH', 'CRITICAL']);
    expect(await offered('tasks', '--sta')).toEqual(['--status']);
    expect(await offered('completion', 'p')).toEqual(['powershell']);
    expect(await offered('--no-c')).toEqual(['--no-color']);
    expect(await offered('locks', 'check', '--qui')).toEqual(['--quiet']);
  });

  test.each(['bash', 'zsh', 'fish', 'powershell'])('for %s names every command, plainly', async (shell) => {
    const { code, stdout } = await at.run(['completion', shell]);
    expect(code).toBe(0);
    expect(stdout).not.toContain(esc);
    const program = makeProgram('agent-orchestrator');
    for (const { name, commands } of program.commands.map((command) => ({
      name: command.name(),
      commands: command.commands,
    })))
      for (const word of [name, ...commands.map((sub) => sub.name())]) expect(stdout).toContain(word);
    expect(stdout).toContain('swarm');
  });

  // What these shells themselves make of it, where the machine has them.
  const has = (shell: string) => spawnSync(shell, ['-c', 'true']).status === 0;
  test.runIf(has('zsh'))('in zsh is a script without a fault that defines what it registers', async () => {
    const { stdout: script } = await at.run(['completion', 'zsh']);
    const asked = `autoload -Uz compinit; compinit -D\n${script}\nprint -r -- $_comps[agent-orchestrator] $_comps[swarm]`;
    expect(execFileSync('zsh', ['-f', '-c', asked], { encoding: 'utf8' })).toBe(
      '_agent_orchestrator _agent_orchestrator\n',
    );
  });

  test.runIf(has('fish'))('in fish knows commands, sub-commands, options and their values', async () => {
    const { stdout: script } = await at.run(['completion', 'fish']);
    const offered = (line: string) =>
      execFileSync('fish', ['--no-config'], {
        input: `${script}\ncomplete -C '${line}'\n`,
        encoding: 'utf8',
      })
        .split('\n')
        .flatMap((one) => one.split('\t')[0] || []);
    expect(offered('agent-orchestrator ta')).toEqual(['takeover', 'tasks']);
    expect(offered('agent-orchestrator tasks c')).toEqual(['cancel', 'create']);
    expect(offered('swarm tasks create --ris')).toEqual(['--risk']);
    expect(offered('swarm tasks create --risk ').sort()).toEqual(['CRITICAL', 'HIGH', 'LOW', 'MEDIUM']);
  });

  test('for powershell has no apostrophe that would end a string of it', async () => {
    const { stdout } = await at.run(['completion', 'powershell']);
    expect(stdout).toContain('dashboard’’s');
    expect(stdout.replace(/''|’’/g, '')).not.toContain('’');
  });

  test('of a shell it does not know is refused with those it knows', async () => {
    const { code, stderr } = await at.run(['completion', 'tcsh']);
    expect(code).toBe(2);
    expect(stderr).toContain('bash, zsh, fish, powershell');
  });
});
