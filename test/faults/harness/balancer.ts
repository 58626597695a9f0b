import { once } from 'node:events';
import net from 'node:net';

/** A front that gives each connection to the next server that takes it, as a proxy before several servers does. */
export interface Balancer {
  url: string;
  close(): Promise<void>;
}

/** Starts one on a free port before servers of 127.0.0.1. */
export async function startBalancer(servers: string[]): Promise<Balancer> {
  const ports = servers.map((url) => Number(new URL(url).port));
  const open = new Set<net.Socket>();
  let turn = 0;
  const pass = (from: net.Socket, left: number) => {
    const to = net.connect(ports[turn++ % ports.length]!, '127.0.0.1');
    open.add(to.once('close', () => open.delete(to)));
    // One that is not there has been sent nothing: the next may take it.
    const refused = () => (left > 0 ? pass(from, left - 1) : from.destroy());
    to.once('error', refused);
    to.once('connect', () => {
      to.off('error', refused).on('error', () => from.destroy());
      from.pipe(to).pipe(from);
      to.once('close', () => from.destroy());
      from.once('close', () => to.destroy());
    });
  };
  const server = net.createServer((from) => {
    open.add(from.once('close', () => open.delete(from)));
    from.on('error', () => from.destroy());
    pass(from, ports.length - 1);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`,
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
