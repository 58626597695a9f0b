import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { PROTOCOL } from '@/contract/protocol';
import { getProtocol } from '@/contract/session';
import { VERSION } from '../config/version';
import { type DashboardOptions, openDashboard } from '../server/dashboard';
import { EXIT } from '../terminal/failure';
import { print, printJson } from '../terminal/say';

/** Compares this program with its dashboard and prints how to bring it up to date; sets the exit code. */
export async function sayUpgrade(options: DashboardOptions): Promise<void> {
  const { origin, call } = openDashboard(options);
  const server = await call(getProtocol);
  const required = compare(PROTOCOL, server.min) < 0;
  const ahead = compare(PROTOCOL, server.max) > 0;
  const newer = compare(VERSION, server.version) < 0;
  const command = howToUpgrade(process.argv[1] ?? '');
  if (required) process.exitCode = EXIT.tooOld;
  if (options.json)
    return printJson({
      data: { version: VERSION, protocol: PROTOCOL, server: { origin, ...server }, required, newer, command },
    });
  print(`This program is ${VERSION} and speaks protocol ${PROTOCOL}.`);
  print(`${origin} is ${server.version} and takes protocol ${server.min} to ${server.max}.`);
  if (required) print(`It is too old for this dashboard. Upgrade it with:\n  ${command}`);
  else if (ahead)
    print('The dashboard is older than this program: upgrade the dashboard, or install its version here.');
  else if (newer) print(`It is accepted, and the dashboard is newer. Upgrade it with:\n  ${command}`);
  else print('Nothing needs to be done.');
}

/** The command that replaces this program, by the way it was installed. */
function howToUpgrade(program: string): string {
  const checkout = checkoutOf(program);
  return checkout
    ? `cd ${checkout} && git pull && npm ci && npm run build`
    : 'npm install -g agent-orchestrator@latest';
}

/** The checkout whose `cli/dist` a program runs from; null where it was installed as a package. */
function checkoutOf(program: string): string | null {
  try {
    const root = resolve(dirname(realpathSync(program)), '..', '..');
    return existsSync(join(root, 'cli', 'build.mjs')) ? root : null;
  } catch {
    return null;
  }
}

/** Orders versions like 1.10.2 by their numbers. */
function compare(one: string, other: string): number {
  const [a, b] = [one, other].map((version) => version.split(/[.-]/).map(Number)) as [number[], number[]];
  for (let at = 0; at < 3; at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference) return difference;
  }
  return 0;
}
