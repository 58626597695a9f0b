import { chmodSync, lstatSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { Failure } from '../terminal/failure';
import { env } from './env';

const NAME = 'agent-orchestrator';
/** The home folder of whoever runs this. */
export const userFolder = (): string => env.HOME ?? env.USERPROFILE ?? homedir();

/** Where the connection and the key are kept: `AGENT_ORCHESTRATOR_HOME`, else the XDG configuration folder. */
export function configFolder(): string {
  if (env.AGENT_ORCHESTRATOR_HOME) return resolve(env.AGENT_ORCHESTRATOR_HOME);
  return join(env.XDG_CONFIG_HOME ?? join(userFolder(), '.config'), NAME);
}

/** Where logs, worktrees and notes about live agents are kept. */
export function stateFolder(): string {
  if (env.AGENT_ORCHESTRATOR_HOME) return join(resolve(env.AGENT_ORCHESTRATOR_HOME), 'state');
  return join(env.XDG_STATE_HOME ?? join(userFolder(), '.local', 'state'), NAME);
}

/**
 * Makes a folder that only its owner may read, and returns it. A folder that others may enter is
 * refused: what is in it can no longer be called private. Throws a Failure naming the remedy.
 */
export function privateFolder(path: string): string {
  const made = mkdirSync(path, { recursive: true, mode: 0o700 });
  if (process.platform === 'win32') return path;
  if (made) chmodSync(path, 0o700);
  const stat = lstatSync(path);
  if (!stat.isDirectory())
    throw new Failure(
      'FOLDER_NOT_PRIVATE',
      `${path} is not a folder. Remove it and try again.`,
      'notConnected',
    );
  if ((stat.mode & 0o077) !== 0) {
    throw new Failure(
      'FOLDER_NOT_PRIVATE',
      `${path} can be read by others on this machine. Run: chmod 700 ${path}`,
      'notConnected',
    );
  }
  return path;
}
