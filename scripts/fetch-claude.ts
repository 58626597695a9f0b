#!/usr/bin/env -S npx tsx
// Finds or fetches the real Claude Code binary for tests and the demo. It is proprietary: fetched on demand
// into a cache folder, never a dependency and never part of what we ship.
import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fetchPackage } from './fetch-package';

/** The version that tests and the demo are written against. */
export const CLAUDE_VERSION = '2.1.329';

/**
 * The absolute path of a Claude Code binary that starts on this machine: `CLAUDE_BIN`, else the cached one,
 * else a freshly fetched one (about 190 MB, with npm's own progress on stderr).
 * Throws with what to do where it cannot be had: callers fail, they never skip.
 */
export async function fetchClaude(
  say: (line: string) => void = (line) => console.error(line),
): Promise<string> {
  const given = process.env.CLAUDE_BIN;
  if (given) return started(path.resolve(given), 'CLAUDE_BIN');
  const name = platformPackage();
  const folder = await fetchPackage(
    {
      name,
      version: CLAUDE_VERSION,
      called: 'Claude Code',
      megabytes: 190,
      otherwise: 'Install it yourself and set CLAUDE_BIN',
    },
    say,
  );
  const file = os.platform() === 'win32' ? 'claude.exe' : 'claude';
  return started(path.join(folder, 'node_modules', ...name.split('/'), file), folder);
}

function platformPackage(): string {
  const report = process.report?.getReport() as { header?: { glibcVersionRuntime?: string } } | undefined;
  const musl = os.platform() === 'linux' && !report?.header?.glibcVersionRuntime ? '-musl' : '';
  return `@anthropic-ai/claude-code-${os.platform()}-${os.arch()}${musl}`;
}

function started(binary: string, origin: string): string {
  // An empty environment: whatever login this machine has must not matter here.
  const home = path.join(os.tmpdir(), 'no-home-for-claude');
  const run = spawnSync(binary, ['--version'], {
    encoding: 'utf8',
    timeout: 60_000,
    env: { PATH: process.env.PATH, HOME: home } as unknown as NodeJS.ProcessEnv,
  });
  if (run.status === 0 && /\d+\.\d+\.\d+/.test(run.stdout)) return realpathSync(binary);
  const why = run.error?.message ?? (run.stderr || `exit ${run.status}`).trim();
  throw new Error(
    `Claude Code from ${origin} does not start (${binary}): ${why}. Set CLAUDE_BIN to a working claude binary.`,
  );
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  fetchClaude().then(
    (binary) => console.log(binary),
    (error: Error) => {
      console.error(error.message);
      process.exit(1);
    },
  );
}
