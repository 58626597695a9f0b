import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { Duplex } from 'node:stream';

/** The pages: Next, ready to answer. */
export interface Pages {
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void>;
  close(): Promise<void>;
}

interface NextApp {
  prepare(): Promise<void>;
  getRequestHandler(): Pages['answer'];
  getUpgradeHandler(): Pages['upgrade'];
  close(): Promise<void>;
}
interface NextOptions {
  dev: boolean;
  dir: string;
  hostname: string;
  port: number;
  httpServer: Server;
  turbopack: boolean;
}

/**
 * Loads Next for a built checkout, or in development for its sources, behind our own HTTP server. Required here and
 * not imported above: a server without pages does without its 200 ms and 100 MB, and its types are for the pages only.
 */
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
  const next = createRequire(import.meta.url)('next') as (options: NextOptions) => NextApp;
  const app = next({ dev, dir, hostname: host, port, httpServer: server, turbopack: dev });
  await app.prepare();
  return { answer: app.getRequestHandler(), upgrade: app.getUpgradeHandler(), close: () => app.close() };
}
