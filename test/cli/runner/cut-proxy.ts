import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

/** A way to a server that can be cut: what is under way hangs or breaks, what comes new finds nobody. */
export interface CutProxy {
  url: string;
  /** Swallows everything in both directions, without closing anything. */
  freeze(): void;
  /** Swallows answers only: requests arrive. */
  mute(): void;
  /** Swallows heartbeats, which have connections of their own; all else passes. */
  deafen(): void;
  /** How many requests there were so far whose path ends so. */
  asked(path: string): number;
  /** Breaks every connection and refuses new ones. */
  cut(): void;
  heal(): void;
  close(): Promise<void>;
}

/** Opens a proxy on a free port of 127.0.0.1 in front of a server there. */
export async function cutProxy(target: string): Promise<CutProxy> {
  const { port } = new URL(target);
  const sockets = new Set<Socket>();
  let state: 'open' | 'frozen' | 'muted' | 'deaf' | 'cut' = 'open';
  const asked: string[] = [];
  const server = createServer((client) => {
    if (state === 'cut') return client.destroy();
    const upstream = connect(Number(port), '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        (socket === client ? upstream : client).destroy();
      });
    }
    client.on('data', (bytes) => {
      const path = /^[A-Z]+ (\S+) HTTP/.exec(bytes.toString('latin1', 0, 200))?.[1];
      if (path) asked.push(path);
      if (state !== 'frozen' && !(state === 'deaf' && path?.endsWith('/heartbeat'))) upstream.write(bytes);
    });
    upstream.on('data', (bytes) => (state === 'open' || state === 'deaf') && client.write(bytes));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const breakAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    freeze: () => {
      state = 'frozen';
    },
    mute: () => {
      state = 'muted';
    },
    deafen: () => {
      state = 'deaf';
    },
    asked: (path) => asked.filter((one) => one.endsWith(path)).length,
    cut: () => {
      state = 'cut';
      breakAll();
    },
    heal: () => {
      // What was swallowed is gone: those connections cannot go on.
      if (state !== 'cut') breakAll();
      state = 'open';
    },
    close: () => {
      breakAll();
      return new Promise((done) => server.close(() => done()));
    },
  };
}
