import net from 'node:net';

/**
 * The port to serve on: the wanted one, or where that is taken and `orNext` allows, the next free one, of which `say`
 * is told. Rejects with one sentence where there is none. Looked for before anything slow is done.
 */
export async function choosePort({
  port,
  host,
  orNext,
  say,
}: {
  port: number;
  host: string;
  orNext: boolean;
  say(line: string): void;
}): Promise<number> {
  if (await isFree(port, host)) return port;
  if (!orNext) throw new Error(`Port ${port} (PORT) is taken. Stop what uses it, or choose another.`);
  for (let next = port + 1; next < port + 50; next++) {
    if (!(await isFree(next, host))) continue;
    say(`Port ${port} is taken; using ${next}.`);
    return next;
  }
  throw new Error(`All ports from ${port} to ${port + 49} are taken: set PORT to a free one.`);
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
    );
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}
