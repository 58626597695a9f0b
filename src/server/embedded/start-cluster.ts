import { execFile, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { program } from './find-binaries';
import type { Place } from './place';
import { runningCluster } from './running-cluster';

const run = promisify(execFile);

/** Starts PostgreSQL on a free port of 127.0.0.1; resolves when it has written its pid file or given up. */
export async function startCluster({ root, home, durable, spawnOptions }: Place): Promise<void> {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: '64MB',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const argv = [
    '-p',
    String(await freePort()),
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  const log = path.join(home.folder, 'postgres.log');
  if (process.platform === 'win32') {
    // pg_ctl drops an administrator's rights, which postgres.exe refuses to run with.
    const quoted = argv.map((one) => `"${one}"`).join(' ');
    await run(
      program(root, 'pg_ctl'),
      ['start', '-D', home.dataDir, '-l', log, '-w', '-o', quoted],
      spawnOptions,
    );
    return;
  }
  const out = openSync(log, 'a', 0o600);
  // Its own group: Ctrl-C in a terminal must not reach the database before the program is through with it.
  const child = spawn(program(root, 'postgres'), ['-D', home.dataDir, ...argv], {
    ...spawnOptions,
    detached: true,
    stdio: ['ignore', out, out],
  });
  closeSync(out);
  child.unref();
  const exited = new Promise((resolve) => child.once('exit', resolve).once('error', resolve)).then(
    () => 'exited',
  );
  while (!runningCluster(home.dataDir)) {
    if ((await Promise.race([exited, pause(20)])) === 'exited') return;
  }
}

/** Stops the server: open statements are cut off, what was committed stays. */
export async function stopCluster({ root, home, spawnOptions }: Place): Promise<void> {
  await run(
    program(root, 'pg_ctl'),
    ['stop', '-D', home.dataDir, '-m', 'fast', '-w', '-t', '30'],
    spawnOptions,
  ).catch(() => {});
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
