import { spawn } from 'node:child_process';
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

/** Runs the built program with an environment of its own and gives what it said. */
export function runProgram(
  argv: string[],
  given: { env?: Record<string, string>; input?: string; program?: string; cwd?: string } = {},
): Promise<Ran> {
  return new Promise((resolve) => {
    const began = performance.now();
    const child = spawn(process.execPath, [given.program ?? PROGRAM, ...argv], {
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
