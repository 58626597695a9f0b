import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { bundleScript } from '../../../scripts/enter/bundle-script.mjs';
import { freePort } from '../../support/free-port';

/** A server in a process of its own, always at the same address. */
export interface ServerProcess {
  url: string;
  pid(): number;
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Starts it where it does not run; resolves when it answers. */
  start(): Promise<void>;
  said(): string;
}

/** Starts a server on a database. `through` is put before the command, as `faketime` is. */
export async function startServer(
  databaseUrl: string,
  env: Record<string, string> = {},
  through: string[] = [],
): Promise<ServerProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  let said = '';
  const runs = () => child !== undefined && child.exitCode === null && child.signalCode === null;
  const start = async () => {
    if (runs()) return;
    const bundle = await bundleScript('test/faults/harness/serve-program.ts');
    const [program = '', ...argv] = [...through, process.execPath, '--enable-source-maps', bundle];
    const mine = spawn(program, argv, {
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        NODE_ENV: 'production',
        RATE_LIMIT_ENABLED: 'false',
        LOG_LEVEL: 'warn',
        ...env,
        DATABASE_URL: databaseUrl,
        PORT: String(port),
      } as NodeJS.ProcessEnv,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = mine;
    for (const stream of [mine.stdout, mine.stderr])
      stream.on('data', (bytes) => (said = (said + bytes).slice(-20_000)));
    for (let tries = 0; !(await isHealthy(url)); tries++) {
      if (mine.exitCode !== null || tries > 1200) throw new Error(`the server did not come up:\n${said}`);
      await pause(50);
    }
  };
  await start();
  return {
    url,
    start,
    said: () => said,
    pid: () => child!.pid!,
    kill: async (signal = 'SIGKILL') => {
      if (!child || !runs()) return;
      const exited = once(child, 'exit');
      child.kill(signal);
      await exited;
    },
  };
}

const isHealthy = (url: string): Promise<boolean> =>
  fetch(`${url}/api/health`).then(
    (response) => response.ok,
    () => false,
  );
