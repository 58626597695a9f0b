import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { env } from '../config/env';
import { configFolder, stateFolder, userFolder } from '../config/folders';
import { Failure } from '../terminal/failure';

/** What a service needs to know of this machine. */
export interface ServiceFacts {
  node: string;
  program: string;
  home: string;
  /** The folders of settings and of logs. */
  config: string;
  state: string;
  /** The whole environment that it is given: folders and programs, never a secret. */
  environment: Record<string, string>;
  user: string;
}

/** Names that move folders or programs; none of them holds a secret. */
const KEPT = [
  'AGENT_ORCHESTRATOR_HOME',
  'CLAUDE_BIN',
  'CLAUDE_CONFIG_DIR',
  'LANG',
  'XDG_CONFIG_HOME',
  'XDG_STATE_HOME',
] as const;

/** What this machine's service is made of. Throws a Failure where the program is only borrowed from a cache. */
export function serviceFacts(): ServiceFacts {
  const program = realpathSync(process.argv[1] as string);
  if (program.split(/[\\/]/).includes('_npx'))
    throw new Failure(
      'NOT_INSTALLED',
      'npx keeps this program in a cache that may be emptied. Install it first: npm install -g agent-orchestrator',
    );
  const kept = KEPT.flatMap((name) => (env[name] ? [[name, env[name] as string]] : []));
  return {
    node: process.execPath,
    program,
    home: userFolder(),
    config: configFolder(),
    state: stateFolder(),
    environment: { PATH: pathOfService(), ...Object.fromEntries(kept) },
    user: [env.USERDOMAIN, env.USERNAME].filter(Boolean).join('\\'),
  };
}

/** The PATH as it is here: folders that stand for this shell alone are left out, and Node.js's own is there. */
function pathOfService(): string {
  const separator = process.platform === 'win32' ? ';' : ':';
  const absolute = env.PATH.split(separator).filter(
    (folder) =>
      (folder.startsWith('/') || /^[A-Za-z]:\\/.test(folder)) && !/[/\\]node_modules[/\\]\.bin$/.test(folder),
  );
  return [...new Set([...absolute, dirname(process.execPath)])].join(separator);
}

/** Where the log of a service is written whose manager keeps none. */
export const serviceLog = ({ state }: ServiceFacts): string => join(state, 'service.log');
