import { spawnSync } from 'node:child_process';

/** Runs a command of the manager of services; whether it went well, and what it said. */
export function runManager(argv: string[]): { ok: boolean; said: string } {
  const [program, ...args] = argv as [string, ...string[]];
  const { error, status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', timeout: 90_000 });
  if (error) return { ok: false, said: error.message };
  return { ok: status === 0, said: `${stdout}${stderr}`.trim() };
}
