import { runProcess } from '../../workspace/run-process';
import type { EngineRun } from '../engine';

const OUTPUT_MAX = 30_000;
const DEFAULT_MS = 120_000;
const LONGEST_MS = 600_000;
const SEARCH_MS = 30_000;
const SEARCH = ['git', '-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null'];

/** Runs a shell command in the run's sandbox. Throws with its output where it fails. */
export async function bashTool(run: EngineRun, input: Record<string, unknown>): Promise<string> {
  const timeoutMs = Math.min(Number(input.timeout) || DEFAULT_MS, LONGEST_MS);
  const shell = process.platform === 'win32' ? ['cmd.exe', '/d', '/s', '/c'] : ['/bin/bash', '-c'];
  return execute(run, [...shell, String(input.command)], timeoutMs);
}

/** Files that git knows or would add, by glob. */
export const globTool = (run: EngineRun, input: Record<string, unknown>): Promise<string> =>
  execute(
    run,
    [
      ...SEARCH,
      'ls-files',
      '--cached',
      '--others',
      '--exclude-standard',
      '--deduplicate',
      '--',
      `:(glob)${input.pattern}`,
    ],
    SEARCH_MS,
  );

/** Lines that match, with file and number. */
export async function grepTool(run: EngineRun, input: Record<string, unknown>): Promise<string> {
  const where = input.glob ? ['--', `:(glob)${input.glob}`] : [];
  const argv = [
    ...SEARCH,
    'grep',
    '--no-color',
    '--untracked',
    '-nIE',
    '-e',
    String(input.pattern),
    ...where,
  ];
  return execute(run, argv, SEARCH_MS, [0, 1]);
}

async function execute(run: EngineRun, argv: string[], timeoutMs: number, fine = [0]): Promise<string> {
  const end = await runProcess({
    argv: run.sandbox.wrap(argv, run.cwd),
    cwd: run.cwd,
    env: withoutModelSettings(run.env),
    timeoutMs,
    signal: run.signal,
    keepBytes: OUTPUT_MAX,
  });
  const output = end.tail.trimEnd();
  if (end.exitCode !== null && fine.includes(end.exitCode)) return output || '(no output)';
  const how = {
    timeout: `It was ended after ${timeoutMs} ms.`,
    stopped: 'It was stopped.',
    'not-started': 'It could not be started.',
    exited: `Exit code ${end.exitCode}.`,
  };
  throw new Error(`${output}\n${how[end.how]}`.trim());
}

const withoutModelSettings = (env: Record<string, string>) =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !/^(ANTHROPIC|CLAUDE|AWS)_/.test(name)));
