import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { freePort } from './free-port';

/** A whole dashboard as `npm start` runs it, in a process of its own. */
export interface Dashboard {
  url: string;
  process: ChildProcess;
  /** All that it has printed. */
  output(): string;
  /** Stops it as a person would and resolves to its exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/**
 * Starts a dashboard by the real command and waits until it says that it is ready. `env` is added to ours; no local
 * runner unless it says so. `throughShell` puts a shell between, as npm does: `process` is then that shell.
 */
export async function startDashboard(
  env: Record<string, string>,
  { throughShell = false } = {},
): Promise<Dashboard> {
  const port = env.PORT ?? String(await freePort());
  const command = [process.execPath, 'scripts/enter.mjs', 'start'];
  const [program = '', ...argv] = throughShell ? ['sh', '-c', `${command.join(' ')}; exit $?`] : command;
  const child = spawn(program, argv, {
    env: {
      ...process.env,
      NODE_ENV: undefined,
      VITEST: undefined,
      LOCAL_RUNNER: 'off',
      ...env,
      PORT: port,
    } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const ready = new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        said += `${line}\n`;
        const [, url] = line.match(/^Ready: (\S+)/) ?? [];
        if (url) resolve(url);
      });
    }
    child.once('exit', (code) => reject(new Error(`npm start ended with ${code}:\n${said}`)));
  });
  return {
    url: await ready,
    process: child,
    output: () => said,
    async stop(signal = 'SIGTERM') {
      if (child.exitCode === null && child.signalCode === null) {
        const exited = once(child, 'exit');
        child.kill(signal);
        await exited;
      }
      return child.exitCode;
    },
  };
}
