import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { env } from '../config/env';

export interface Warden {
  watch(agentId: string): void;
  forget(agentId: string): void;
  close(): void;
}

/** Starts the process that outlives this one for as long as it takes to end what its agents have started. */
export function startWarden(): Warden {
  const warden = spawn(process.execPath, [fileURLToPath(new URL('./warden.js', import.meta.url))], {
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
    env: Object.fromEntries(
      Object.entries(env).filter(([name, value]) => value && NAMES.has(name)),
    ) as NodeJS.ProcessEnv,
    detached: true,
    windowsHide: true,
  });
  // Without one the next start of a runner still finds what was left.
  warden.on('error', () => {});
  warden.stdin.on('error', () => {});
  warden.unref();
  const say = (line: string) => void (warden.stdin.writable && warden.stdin.write(`${line}\n`));
  return {
    watch: (agentId) => say(`+${agentId}`),
    forget: (agentId) => say(`-${agentId}`),
    close: () => warden.stdin.end(),
  };
}

const NAMES = new Set([
  'AGENT_ORCHESTRATOR_HOME',
  'HOME',
  'USERPROFILE',
  'XDG_CONFIG_HOME',
  'XDG_STATE_HOME',
  'PATH',
]);
