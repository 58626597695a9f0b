import { chmodSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { type Env, EnvSchema } from '@/lib/env';
import { FOREIGN_SETTINGS } from '@/lib/foreign-settings';

/** What the runner of this machine is started with. */
export interface LocalRunner {
  /** The built CLI. */
  program: string;
  /** Where it keeps its key, its connection and its state. */
  home: string;
  /** The folder whose repositories it may work on. */
  directory: string;
  /** How many agents it runs at the same time. */
  maxConcurrent: number;
  /** The address of the dashboard. */
  url: string;
  environment: Record<string, string | undefined>;
  say(line: string): void;
}

export interface LocalRunnerOptions {
  settings: Env;
  checkout: string;
  url: string;
  environment: Record<string, string | undefined>;
  say(line: string): void;
}

/** Names that the server reads as settings of its own, a password among them. */
const READ_BY_SERVER = new Set(FOREIGN_SETTINGS.flatMap((one) => ('becomes' in one ? [one.name] : [])));

/** Lays out the folder of the local runner, which nobody else may enter, and the environment it sees. */
export function runnerHome({ settings, checkout, url, environment, say }: LocalRunnerOptions): LocalRunner {
  const home = path.resolve(checkout, settings.DATA_DIR, 'local-runner');
  mkdirSync(home, { recursive: true, mode: 0o700 });
  chmodSync(home, 0o700);
  // Settings of the server, its database password among them, are none of a runner's business; npm's would confuse projects.
  const own = Object.entries(environment).filter(
    ([name]) => !(name in EnvSchema.shape) && !READ_BY_SERVER.has(name) && !name.startsWith('npm_'),
  );
  return {
    program: path.join(checkout, 'cli', 'dist', 'main.js'),
    home,
    directory: settings.LOCAL_RUNNER_DIR ? path.resolve(checkout, settings.LOCAL_RUNNER_DIR) : homedir(),
    maxConcurrent: settings.LOCAL_RUNNER_CONCURRENCY,
    url,
    environment: { ...Object.fromEntries(own), AGENT_ORCHESTRATOR_HOME: home },
    say,
  };
}
