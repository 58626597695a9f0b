import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchdPlist } from '../../../cli/src/service/launchd-plist';
import { scheduledTask } from '../../../cli/src/service/scheduled-task';
import { systemdUnit } from '../../../cli/src/service/systemd-unit';
import { buildProgram, runProgram } from '../commands/run-program';

/** Names that a file must quote: spaces, quotes, dollars, percents, ampersands. */
const FACTS = {
  node: '/opt/No de/bin/node',
  program: '/opt/a "b" $c %d & <e>/main.js',
  home: '/home/me & you',
  config: '/home/me/%h',
  state: '/home/me/state',
  environment: { PATH: '/usr/bin:/opt/a b', CLAUDE_BIN: '/opt/"claude" $x' },
  user: 'OFFICE\\me',
};

let home: string;
beforeAll(async () => {
  await buildProgram();
  home = mkdtempSync(path.join(tmpdir(), 'service-'));
}, 120_000);
afterAll(() => rmSync(home, { recursive: true, force: true }));
const run = (argv: string[], more: Record<string, string> = {}) =>
  runProgram(['service', ...argv], { env: { HOME: home, ...more }, cwd: home });

/** What Python's own readers of these formats make of a text, as JSON. */
const python = (code: string, input: string) =>
  JSON.parse(execFileSync('python3', ['-c', code], { input, encoding: 'utf8' }));

describe('the file of a service', () => {
  test('for systemd runs the program with its environment, whatever their names hold', () => {
    const unit = systemdUnit(FACTS);
    expect(unit).toContain(
      'ExecStart="/opt/No de/bin/node" "/opt/a \\"b\\" $$c %%d & <e>/main.js" "start"\n',
    );
    expect(unit).toContain('Environment="CLAUDE_BIN=/opt/\\"claude\\" $$x"\n');
    expect(unit).toContain('EnvironmentFile=-/home/me/%%h/service.env\n');
    expect(unit).toContain('RestartPreventExitStatus=2 3 4 8\n');
  });

  test('for launchd is a property list that runs it', () => {
    const plist = python(
      'import plistlib,sys,json; print(json.dumps(plistlib.loads(sys.stdin.buffer.read())))',
      launchdPlist(FACTS),
    );
    expect(plist).toMatchObject({
      Label: 'dev.agent-orchestrator.runner',
      ProgramArguments: [FACTS.node, FACTS.program, 'start'],
      EnvironmentVariables: FACTS.environment,
      KeepAlive: { SuccessfulExit: false },
    });
  });

  test('for Windows is a task that runs it as its user, with no more rights than theirs', () => {
    const read = `import sys,json,xml.etree.ElementTree as e
t=e.fromstring(sys.stdin.buffer.read().decode().split('?>',1)[1])
print(json.dumps({x.tag.split('}')[1]:x.text for x in t.iter()}))`;
    expect(python(read, scheduledTask(FACTS))).toMatchObject({
      Command: FACTS.node,
      Arguments: `"${FACTS.program}" start`,
      UserId: FACTS.user,
      RunLevel: 'LeastPrivilege',
    });
  });

  test('holds no secret of the environment that it was written from, and no more of it than is needed', async () => {
    const secrets = {
      ANTHROPIC_API_KEY: 'sk-ant-secret',
      AGENT_ORCHESTRATOR_TOKEN: 'ao_pat_secret',
      MY: 'mine',
    };
    for (const manager of ['systemd', 'launchd', 'windows']) {
      const { code, stdout } = await run(['install', '--print', '--manager', manager], secrets);
      expect(code).toBe(0);
      expect(stdout).toContain('dist/main.js');
      expect(stdout).not.toMatch(/secret|mine/);
    }
  });
});

// A unit is read by systemd's own reader where the machine has one; a runtime folder is all that it asks for.
const reader = spawnSync('systemd-analyze', ['--version']).status === 0;
test.runIf(reader)('systemd finds nothing wrong with the unit of this machine', async () => {
  const { stdout } = await run(['install', '--print', '--manager', 'systemd']);
  const file = path.join(home, 'agent-orchestrator.service');
  writeFileSync(file, stdout);
  const said = spawnSync('systemd-analyze', ['verify', '--user', '--man=no', file], {
    env: { ...process.env, XDG_RUNTIME_DIR: home },
    encoding: 'utf8',
  });
  expect({ status: said.status, said: said.stderr }).toEqual({ status: 0, said: '' });
});

test('a machine that is not connected gets no service, and none is removed where none is', async () => {
  const install = await run(['install', '--yes', '--json']);
  expect(install.code).toBe(3);
  expect(JSON.parse(install.stdout).error.code).toBe('NOT_CONNECTED');
  expect(existsSync(path.join(home, '.config', 'systemd'))).toBe(false);
  const status = await run(['status', '--json']);
  expect(status.code).toBe(1);
  expect(JSON.parse(status.stdout).data).toMatchObject({ installed: false, running: false });
  expect(JSON.parse((await run(['uninstall', '--json'])).stdout).data.removed).toBe(false);
});
