import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SandboxNeeds } from '../../../cli/src/engines/engine';
import { collectTree } from '../../../cli/src/engines/kill-tree';
import { openSandbox, probeSandbox, type SandboxPlan } from '../../../cli/src/workspace/sandbox';

let root: string;
let tree: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'sandbox-'));
  tree = path.join(root, 'tree');
  mkdirSync(tree);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const plan = (over: Partial<SandboxPlan> = {}): SandboxPlan => ({
  home: homedir(),
  writable: [],
  readable: [],
  hidden: [],
  searchPath: process.env.PATH ?? '',
  ...over,
});
function inside(script: string, over?: Partial<SandboxPlan>, needs?: SandboxNeeds) {
  const [command = '', ...args] = openSandbox('bubblewrap', plan(over)).wrap(
    ['/bin/sh', '-c', script],
    tree,
    needs,
  );
  const env = { PATH: process.env.PATH, HOME: homedir() } as unknown as NodeJS.ProcessEnv;
  return spawnSync(command, args, { encoding: 'utf8', env });
}

const OUTSIDE = ['/etc', '/usr', process.cwd()].map((folder) => path.join(folder, 'written-from-inside'));

describe('inside the sandbox', () => {
  test('the probe tells the version of one that works', async () => {
    expect(await probeSandbox()).toEqual({
      kind: 'bubblewrap',
      detail: expect.stringMatching(/^bubblewrap \d/),
    });
  });

  test('the worktree is written, and nothing else of the disk', () => {
    const { stdout } = inside(`echo in > here; for at in ${OUTSIDE.join(' ')}; do touch $at 2>&1; done`);
    expect(readFileSync(path.join(tree, 'here'), 'utf8')).toBe('in\n');
    // The checkout may stand in the home, in whose place is an empty one that goes with the sandbox.
    for (const at of ['/etc', '/usr']) expect(stdout).toMatch(new RegExp(`${at}/.*(Read-only|denied)`));
    expect(OUTSIDE.filter((at) => existsSync(at))).toEqual([]);
  });

  test('homes, sockets of other programs and the runner’s own folder are out of sight', () => {
    const runner = path.join(root, 'runner');
    mkdirSync(runner);
    writeFileSync(path.join(runner, 'key'), 'secret');
    const { stdout } = inside(`cat ${runner}/key 2>&1; ls -A /run /home /tmp ${homedir()} 2>&1`, {
      hidden: [runner],
    });
    expect(stdout).not.toContain('secret');
    expect(stdout).not.toMatch(/\.ssh|\.config|docker\.sock|dbus/);
  });

  test('what is named is shown, and read-only wins over writable', () => {
    const [kept, open] = [path.join(root, 'kept'), path.join(root, 'open')] as const;
    for (const folder of [kept, open]) mkdirSync(folder);
    writeFileSync(path.join(open, 'settings'), 'as they were');
    const script = `touch ${kept}/x; touch ${open}/x; echo changed > ${open}/settings; rm ${open}/settings`;
    inside(script, { writable: [open] }, { readable: [kept, path.join(open, 'settings')], writable: [] });
    expect(existsSync(path.join(kept, 'x'))).toBe(false);
    expect(existsSync(path.join(open, 'x'))).toBe(true);
    expect(readFileSync(path.join(open, 'settings'), 'utf8')).toBe('as they were');
  });

  test('a worktree cannot be turned towards another repository', () => {
    execFileSync('git', ['init', '-q', path.join(root, 'repo')]);
    writeFileSync(path.join(tree, '.git'), `gitdir: ${path.join(root, 'repo/.git')}\n`);
    inside('echo "gitdir: /tmp/evil" > .git; rm -f .git; mv .git away');
    expect(readFileSync(path.join(tree, '.git'), 'utf8')).toContain('repo/.git');
  });

  test('everything dies with the one that started it', { timeout: 30_000 }, async () => {
    const script = 'setsid sleep 600 & touch started; sleep 600';
    const argv = openSandbox('bubblewrap', plan()).wrap(['/bin/sh', '-c', script], tree);
    const starting = `require('child_process').spawn(process.argv[1], process.argv.slice(2)); setInterval(() => {}, 1e6)`;
    const env = { ...process.env, SANDBOX_OF: root };
    const starter = spawn(process.execPath, ['-e', starting, '--', ...argv], { stdio: 'ignore', env });
    await expect.poll(() => existsSync(path.join(tree, 'started')), { timeout: 10_000 }).toBe(true);
    const below = () => collectTree(0x7fffffff, `SANDBOX_OF=${root}`);
    expect((await below()).length).toBeGreaterThan(3);
    starter.kill('SIGKILL');
    await expect.poll(below, { timeout: 10_000 }).toEqual([]);
  });
});

test('without a sandbox a command stays what it is', () => {
  const sandbox = openSandbox('none', plan());
  expect(sandbox.wrap(['a', 'b'], '/x')).toEqual(['a', 'b']);
});
