import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from './free-port';

/** Whether this machine has a pgbouncer to test with: nothing brings one. */
export function hasPgbouncer(): boolean {
  try {
    execFileSync('pgbouncer', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

export interface Pooler {
  port: number;
  stop(): Promise<void>;
}

/** The way through a pooler to the database of a direct URL. */
export function throughPooler(port: number, directUrl: string): string {
  const url = new URL(directUrl);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  return url.href;
}

const openConsole = (port: number) =>
  new pg.Client({ host: '127.0.0.1', port, user: 'any', database: 'pgbouncer' });

/** A real pgbouncer in transaction mode in front of the cluster of a superuser's URL, on a free port of 127.0.0.1. */
export async function startPgbouncer(adminUrl: string): Promise<Pooler> {
  const port = await freePort();
  const folder = mkdtempSync(path.join(tmpdir(), 'orchestrator-pooler-'));
  const config = path.join(folder, 'pgbouncer.ini');
  const { hostname, port: serverPort, username, password } = new URL(adminUrl);
  const server = [
    `host=${hostname} port=${serverPort || 5432} user=${decodeURIComponent(username)}`,
    password ? `password=${decodeURIComponent(password)}` : '',
  ].join(' ');
  writeFileSync(config, INI(server, port));
  chmodSync(folder, 0o755);
  // It refuses to run as root.
  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const child = spawn('pgbouncer', [config], { stdio: ['ignore', 'ignore', 'pipe'], ...nobody });
  let said = '';
  child.stderr.on('data', (text) => (said = (said + text).slice(-4_000)));
  for (;;) {
    const client = openConsole(port);
    const answered = await client.connect().then(
      () => true,
      () => false,
    );
    if (answered) {
      await client.end();
      break;
    }
    if (child.exitCode !== null) throw new Error(`pgbouncer ended with ${child.exitCode}:\n${said}`);
    await pause(25);
  }
  return {
    port,
    async stop() {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Few connections to the server, so that clients do share them. */
const INI = (server: string, port: number) => `
[databases]
* = ${server}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 8
max_client_conn = 1000
query_wait_timeout = 20
`;
