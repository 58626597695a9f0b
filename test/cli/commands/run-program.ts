import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { buildCli } from '../../../scripts/enter/build-cli.mjs';

export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
  /** Milliseconds until it said anything. */
  firstOutputMs: number | null;
}

const PROGRAM = path.resolve('cli/dist/main.js');

/** Makes sure that the program as people run it is there and up to date. */
export const buildProgram = () => buildCli();

/** Runs the built program with an environment of its own, `within` another program, and gives what it said. */
export function runProgram(
  argv: string[],
  given: {
    env?: Record<string, string>;
    input?: string;
    program?: string;
    cwd?: string;
    within?: string[];
  } = {},
): Promise<Ran> {
  return new Promise((resolve) => {
    const began = performance.now();
    const [file = '', ...rest] = [
      ...(given.within ?? []),
      process.execPath,
      given.program ?? PROGRAM,
      ...argv,
    ];
    const child = spawn(file, rest, {
      env: { PATH: process.env.PATH, ...given.env } as NodeJS.ProcessEnv,
      cwd: given.cwd,
    });
    const ran: Ran = { code: null, stdout: '', stderr: '', firstOutputMs: null };
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream].on('data', (bytes: Buffer) => {
        ran.firstOutputMs ??= performance.now() - began;
        ran[stream] += bytes.toString();
      });
    }
    child.stdin.on('error', () => {});
    child.stdin.end(given.input ?? '');
    child.on('close', (code) => resolve({ ...ran, code }));
  });
}

export interface Running {
  child: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** Waits until it has said something on either stream. */
  says(words: string | RegExp): Promise<void>;
  /** Waits for its end. */
  ended(): Promise<Ran>;
}

/** Starts the built program and leaves it running. */
export function startProgram(argv: string[], env: Record<string, string>, cwd?: string): Running {
  const child = spawn(process.execPath, [PROGRAM, ...argv], {
    env: { PATH: process.env.PATH, ...env } as NodeJS.ProcessEnv,
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ran: Ran = { code: null, stdout: '', stderr: '', firstOutputMs: null };
  const ears = new Set<() => void>();
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].on('data', (bytes: Buffer) => {
      ran[stream] += bytes.toString();
      for (const hear of ears) hear();
    });
  }
  const ended = new Promise<Ran>((resolve) => child.on('close', (code) => resolve({ ...ran, code })));
  const says = (words: string | RegExp) =>
    new Promise<void>((resolve, reject) => {
      const hear = () => {
        const said = ran.stdout + ran.stderr;
        if (typeof words === 'string' ? !said.includes(words) : !words.test(said)) return;
        ears.delete(hear);
        resolve();
      };
      ears.add(hear);
      hear();
      void ended.then(({ code }) =>
        reject(new Error(`it ended with ${code} before it said ${words}:\n${ran.stdout}${ran.stderr}`)),
      );
    });
  return { child, stdout: () => ran.stdout, stderr: () => ran.stderr, says, ended: () => ended };
}
