import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { env } from '../config/env';
import { configFolder, privateFolder, stateFolder } from '../config/folders';
import type { Sandbox } from '../engines/engine';
import type { CheckPlace } from '../verify/run-check';
import { checkEnv } from '../workspace/child-env';
import { type ProcessEnd, runProcess } from '../workspace/run-process';
import { openSandbox } from '../workspace/sandbox';
import type { LiveAgent } from './live-agent';

/** Where an agent's commands run: their own home, nothing of the runner's in reach, output into the agent's log. */
export function checkPlace(
  agent: LiveAgent,
  cwd: string,
  given: {
    sandboxKind: Sandbox['kind'];
    readable?: string[];
    network: boolean;
    /** The name of the home that its commands have; the same name, the same home. */
    home?: string;
  },
): CheckPlace {
  const home = join(agent.privateDir, 'check-homes', given.home ?? 'own');
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const cache = privateFolder(join(stateFolder(), 'npm-cache'));
  const sandbox = openSandbox(given.sandboxKind, {
    home: env.HOME ?? '/nonexistent',
    writable: [home, cache],
    readable: given.readable ?? [],
    network: given.network,
    hidden: [configFolder(), stateFolder()],
    searchPath: env.PATH,
  });
  return {
    cwd,
    env: checkEnv(agent.assignment.agentId, home, cache),
    sandbox,
    signal: agent.signal,
    redact: agent.redact,
    onOutput: (bytes) => agent.log.write('check', bytes),
  };
}

/** Runs the project's set-up command in a fresh checkout; null where it went well, else what went wrong. */
export async function runSetup(argv: string[], place: CheckPlace, timeoutMs: number): Promise<string | null> {
  place.onOutput(Buffer.from(`$ ${argv.join(' ')}\n`));
  const end: ProcessEnd = await runProcess({
    argv: place.sandbox.wrap(argv, place.cwd),
    cwd: place.cwd,
    env: place.env,
    timeoutMs,
    signal: place.signal,
    onOutput: (_, bytes) => place.onOutput(bytes),
  });
  if (end.how === 'exited' && end.exitCode === 0) return null;
  const how =
    end.how === 'timeout'
      ? 'took too long'
      : end.how === 'not-started'
        ? 'could not be started'
        : `ended with exit code ${end.exitCode}`;
  return `${argv.join(' ')} ${how}: ${place.redact(end.tail).trim().slice(-1500)}`;
}
