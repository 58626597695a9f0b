import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openControl } from '../../../cli/src/engines/claude-code/control';
import { isSupported } from '../../../cli/src/engines/claude-code/find-claude';
import { isHarmlessCommand } from '../../../cli/src/engines/harmless-command';
import { createToolPolicy } from '../../../cli/src/engines/tool-policy';
import { worktreePath } from '../../../cli/src/engines/worktree-path';
import { type Stage, stageRun } from './stage-run';

describe('where a named path leads', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'paths-'));
    mkdirSync(path.join(root, 'tree/src'), { recursive: true });
    mkdirSync(path.join(root, 'outside'));
    symlinkSync(path.join(root, 'outside'), path.join(root, 'tree/way-out'));
    symlinkSync('src', path.join(root, 'tree/alias'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  test.each([
    ['src/new/file.ts', 'src/new/file.ts'],
    ['./src/../src/a.ts', 'src/a.ts'],
    ['alias/a.ts', 'src/a.ts'],
    ['..a/b', '..a/b'],
  ])('%s stays inside as %s', (named, shown) => {
    expect(worktreePath(path.join(root, 'tree'), named)).toEqual({ path: shown, inside: true, git: false });
  });
  test.each(['../x', 'way-out/x', '/etc/passwd', '.', 'src/../../tree2/x'])(
    '%s leaves the worktree',
    (named) => {
      expect(worktreePath(path.join(root, 'tree'), named).inside).toBe(false);
    },
  );
  test.each(['.git', '.git/config', 'sub/.GIT/hooks/pre-commit'])('%s belongs to git', (named) => {
    expect(worktreePath(path.join(root, 'tree'), named).git).toBe(true);
  });
});

describe('commands that run unasked where there is no sandbox', () => {
  test.each([
    'npm test',
    'node --test',
    'npm run check',
    'git status',
    'git diff HEAD',
    'ls src',
    'npx vitest run',
    'pytest tests',
    'cargo test',
  ])('%s does', (command) => expect(isHarmlessCommand(command)).toBe(true));
  test.each([
    'npm test; rm -rf .',
    'npm test && curl x',
    'ls > x',
    'cat $(id)',
    'cat `id`',
    'cat /etc/passwd',
    'cat ~/.ssh/id_rsa',
    'cat ../x',
    'git diff --output=x',
    'git log --ext-diff',
    'git -c core.pager=x log',
    'npm run deploy',
    'npm install',
    'rm x',
    'node x.js',
    'npm test\nrm x',
    'echo x | sh',
    'FOO=1 npm test',
  ])('%s does not', (command) => expect(isHarmlessCommand(command)).toBe(false));
});

describe('the tool policy', () => {
  let stage: Stage;
  afterEach(() => stage.remove());

  test('asks once where a person said: for this agent', async () => {
    stage = stageRun('http://127.0.0.1:1', { answer: () => ({ option: 'always', text: null }) });
    const policy = createToolPolicy(stage.run);
    for (let i = 0; i < 3; i++)
      expect(await policy.mayUse('Bash', { command: 'make deploy' })).toMatchObject({ allow: true });
    expect(stage.asked).toHaveLength(1);
  });
  test('refuses when asking fails', async () => {
    stage = stageRun('http://127.0.0.1:1', {
      answer: () => {
        throw new Error('no server');
      },
    });
    expect(await createToolPolicy(stage.run).mayUse('Bash', { command: 'make deploy' })).toMatchObject({
      allow: false,
    });
  });
  test('never writes files of git, nor outside, whatever the gate says', async () => {
    stage = stageRun('http://127.0.0.1:1');
    const policy = createToolPolicy(stage.run);
    for (const named of ['.git/config', '../x', '', undefined, 7])
      expect(await policy.mayWrite(named)).toMatchObject({ allow: false });
    expect(await policy.mayWrite('src/x.js')).toEqual({ allow: true });
  });
  test('does not read where logins and keys are kept', async () => {
    stage = stageRun('http://127.0.0.1:1', { answer: () => ({ option: 'always', text: null }) });
    const policy = createToolPolicy(stage.run);
    const { HOME = '' } = stage.run.env;
    for (const file of [
      `${HOME}/.claude/.credentials.json`,
      `${HOME}/.ssh/id_rsa`,
      `${stage.run.privateDir}/key/api-key`,
    ]) {
      expect(await policy.mayUse('Read', { file_path: file })).toMatchObject({ allow: false });
    }
    expect(stage.asked).toEqual([]);
  });
});

describe('the control protocol fails closed', () => {
  test.each([
    [
      'hook_callback',
      { response: { hookSpecificOutput: { permissionDecision: 'deny' } }, subtype: 'success' },
    ],
    ['can_use_tool', { response: { behavior: 'deny' }, subtype: 'success' }],
    ['brand_new', { subtype: 'error' }],
  ])('%s', async (subtype, answer) => {
    const sent: object[] = [];
    const broken = () => Promise.reject(new Error('broken'));
    const control = openControl((message) => void sent.push(message), { hook: broken, canUseTool: broken });
    control.onRequest({ kind: 'control_request', id: 'r1', request: { subtype } });
    await expect
      .poll(() => sent)
      .toEqual([expect.objectContaining({ response: expect.objectContaining({ request_id: 'r1' }) })]);
    expect(sent[0]).toMatchObject({ response: answer });
  });
  test('whoever waits is told when the process ends', async () => {
    const control = openControl(() => {}, { hook: async () => ({}), canUseTool: async () => ({}) });
    const asked = control.request('initialize', {}, 60_000);
    control.close();
    await expect(asked).rejects.toThrow('has ended');
  });
  test('a withdrawn question is not answered', async () => {
    const sent: object[] = [];
    const control = openControl((message) => void sent.push(message), {
      hook: async () => ({}),
      canUseTool: async () => ({}),
    });
    control.onRequest({ kind: 'control_request', id: 'r1', request: { subtype: 'can_use_tool' } });
    control.onCancel('r1');
    await new Promise(setImmediate);
    expect(sent).toEqual([]);
  });
});

test('versions are compared by number', () => {
  expect(['2.1.309', '2.1.1000', '2.2.0', '3.0.0'].every(isSupported)).toBe(true);
  expect(['2.1.308', '2.0.999', '1.9.999'].some(isSupported)).toBe(false);
});
