import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isAlive } from '@/lib/is-alive';
import { OrchestratorSession, runNVersion } from '../../../cli/src/library';
import { SCENARIOS } from '../../../examples/scripted-model/scenarios';
import {
  type ScriptedModel,
  startScriptedModel,
} from '../../../examples/scripted-model/start-scripted-model';
import { fetchClaude } from '../../../scripts/fetch-claude';
import { buildProgram, runProgram, startProgram } from '../commands/run-program';

/** Each of them asks the model several times: EXAMPLES=all runs them all. */
const EXAMPLES = readdirSync('examples/strategies').filter(
  (name) => process.env.EXAMPLES === 'all' || name === 'sequential-pipeline.mjs',
);
const KEY = 'sk-ant-test-0123456789';
let claudeBin: string;
let model: ScriptedModel;
let root: string;
let folder: string;

/** Answers in the words of the prompt, so that tests see who was told what. */
const parrot = {
  name: 'parrot',
  about: 'answers what stands behind “say” in the last line that has it',
  prompts: /\bsay \w+/,
  steps: ({ said }: { said: string[] }) => {
    const asked = said.join('\n');
    if (/WINNER:/.test(asked)) return { text: 'Both are fine.\n\n**WINNER: second**' };
    return { text: [...asked.matchAll(/^say (.+)$/gm)].at(-1)?.[1] ?? 'nothing' };
  },
};

beforeAll(async () => {
  claudeBin = await fetchClaude();
  await buildProgram();
  model = await startScriptedModel({ scenarios: [parrot, ...SCENARIOS] });
  root = mkdtempSync(path.join(tmpdir(), 'strategies-'));
  folder = path.join(root, 'folder');
  mkdirSync(path.join(root, 'home'));
  cpSync('examples/sample-repository', folder, { recursive: true });
}, 600_000);
afterAll(async () => {
  await model.close();
  rmSync(root, { recursive: true, force: true });
});

const env = () => ({
  HOME: path.join(root, 'home'),
  CLAUDE_CONFIG_DIR: path.join(root, 'home', '.claude'),
  ANTHROPIC_BASE_URL: model.url(),
  CLAUDE_CODE_MAX_RETRIES: '0',
});
const wishes = () => ({ claudeBin, apiKey: KEY, env: env(), streamOutput: false, timeout: 60 });
const programEnv = () => ({ ...env(), CLAUDE_BIN: claudeBin, ANTHROPIC_API_KEY: KEY });
const textOf = (index: number) => JSON.stringify(model.requests.at(index)?.body?.messages);

describe('the library with the real Claude Code', () => {
  test('lets a judge compare versions, hands the key over and keeps it out of the logs', async () => {
    const session = new OrchestratorSession('versions', { workingDir: folder });
    const made = await runNVersion(
      [
        session.createProcess('say one', 'first', wishes()),
        session.createProcess('say two', 'second', wishes()),
      ],
      { judge: session.createProcess('say the better', 'judge', wishes()) },
    );
    expect(made.results.map(({ output }) => output.trim()).sort()).toEqual(['one', 'two']);
    expect(made.winner).toMatchObject({ processId: 'second', exitCode: 0 });
    expect(textOf(-1)).toContain('This is what “first” put out.');
    expect(model.requests.at(-1)?.auth).toMatchObject({ apiKey: KEY });
    expect(readdirSync(session.logDir).sort()).toEqual(
      ['first', 'judge', 'second', 'session'].map((name) => `${name}.log`),
    );
    expect(readFileSync(path.join(session.logDir, 'judge.log'), 'utf8')).not.toContain(KEY);
  });
});

describe('run', () => {
  test('passes on what came out, and prints one JSON document', async () => {
    const ran = await runProgram(
      ['run', '--sequential', '--pass-output', '--json', '-d', folder, '--', 'say alpha', 'say beta'],
      { env: programEnv() },
    );
    expect(ran.code, ran.stderr).toBe(0);
    const { data } = JSON.parse(ran.stdout);
    expect(data).toMatchObject({
      strategy: 'sequential',
      results: [
        { processId: 'p1', exitCode: 0, output: 'alpha\n' },
        { processId: 'p2', exitCode: 0, output: 'beta\n' },
      ],
    });
    expect(textOf(-1)).toContain('alpha');
    expect(existsSync(path.join(data.logDir, 'session.log'))).toBe(true);
    expect(ran.stderr).toMatch(/p1.*ended after .* 1 of 2/);
  });

  test('falls back where the model refuses, and fails where nothing succeeds', async () => {
    const argv = (...prompts: string[]) => ['run', '--fallback', '-d', folder, '--', ...prompts];
    const [good, bad] = await Promise.all([
      runProgram(argv('[scenario:unauthorized] go', 'say rescued'), { env: programEnv() }),
      runProgram(argv('[scenario:unauthorized] go'), { env: programEnv() }),
    ]);
    expect([good.code, good.stdout]).toEqual([0, expect.stringContaining('rescued')]);
    expect(bad.code).toBe(1);
  });

  test('ends every group at Ctrl-C', async () => {
    const argv = [
      '--parallel',
      '--allowed-tools',
      'Bash',
      '-d',
      folder,
      '--',
      '[scenario:sleep] go',
      'say bye',
    ];
    const running = startProgram(['run', ...argv], programEnv());
    const file = path.join(folder, 'sleeping.pid');
    await expect
      .poll(() => existsSync(file) && readFileSync(file, 'utf8').trim(), { timeout: 40_000 })
      .toMatch(/^\d+$/);
    const pid = Number(readFileSync(file, 'utf8'));
    expect(isAlive(pid)).toBe(true);
    running.child.kill('SIGINT');
    expect((await running.ended()).code).toBe(130);
    await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
  });

  test.each([
    [['--parallel', '--sequential', '--', 'a'], /Choose one/],
    [['--', 'a', 'b'], /Choose one/],
    [['--fallback', '--pass-output', '--', 'a'], /--pass-output goes with/],
    [['--batch', 'x', '--', 'a'], /whole number/],
    [['--parallel'], /missing required argument/],
  ])('refuses %j as wrong usage', async (argv, words) => {
    const ran = await runProgram(['run', '-d', folder, ...argv], { env: programEnv() });
    expect([ran.code, ran.stderr]).toEqual([2, expect.stringMatching(words)]);
  });
});

describe('the examples', () => {
  test.each(EXAMPLES)('%s runs', async (name) => {
    const ran = await runProgram([folder], {
      program: path.resolve('examples/strategies', name),
      env: programEnv(),
    });
    expect([ran.code, ran.stderr], ran.stdout).toEqual([0, '']);
    expect(ran.stdout).toMatch(/✓/);
  });
});
