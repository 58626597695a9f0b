import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** The pages: Next, ready to answer. */
export interface Pages {
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void>;
  close(): Promise<void>;
}

/** Loads Next for a built checkout, or in development for its sources, behind our own HTTP server. */
export async function openNext({
  dir,
  dev,
  host,
  port,
  server,
}: {
  dir: string;
  dev: boolean;
  host: string;
  port: number;
  server: Server;
}): Promise<Pages> {
  // Loaded here, not above: a server without pages (tests of the API) does without its 200 ms and 100 MB.
  const { default: next } = await import('next');
  const app = next({ dev, dir, hostname: host, port, httpServer: server, turbopack: dev });
  await app.prepare();
  return { answer: app.getRequestHandler(), upgrade: app.getUpgradeHandler(), close: () => app.close() };
}
