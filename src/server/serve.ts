import { setMaxListeners } from 'node:events';
import http from 'node:http';
import type net from 'node:net';
import { isLoopbackAddress, markLoopbackFront } from '@/lib/loopback-front';
import { dropInternalHeaders } from './drop-internal-headers';
import { isForLiveDoor, openLiveDoor } from './live-door';
import { isForMetrics, metricsDoor } from './metrics-door';
import { openNext, type Pages } from './open-next';
import { isForOwnDoor, ownDoor } from './own-door';
import { startTracing } from './start-tracing';

export interface ServeOptions {
  /** 0 takes any free port. */
  port: number;
  host: string;
  /** The checkout. */
  dir: string;
  /** Whether to serve the pages too; without them everything but the API is not found. */
  next: boolean;
  /** Next compiles as it goes, and the API enters by its door: an edit counts at once. */
  dev?: boolean;
}
export interface Served {
  url: string;
  port: number;
  /** Stops listening, ends every stream and resolves when the last response is out, or cut off after five seconds. */
  close(): Promise<void>;
}

const CLOSE_MS = 5_000;

/**
 * One HTTP server for both doors: the API is answered here, every other path by Next. Headers and the time a
 * client may take over its request are bounded. Rejects with EADDRINUSE where the port is taken.
 */
export async function serve({ port, host, dir, next, dev = false }: ServeOptions): Promise<Served> {
  const stopping = new AbortController();
  // Every open request listens to it.
  setMaxListeners(0, stopping.signal);
  let pages: Pages | undefined;
  const live = openLiveDoor(stopping.signal);

  const server = http.createServer(
    {
      maxHeaderSize: 16 * 1024,
      headersTimeout: 15_000,
      requestTimeout: 60_000,
      keepAliveTimeout: 65_000,
      connectionsCheckingInterval: 5_000,
    },
    (request, response) => {
      if (isForMetrics(request.url)) return void metricsDoor(request, response);
      if (isForOwnDoor(request.url) && !dev) return void ownDoor(request, response, stopping.signal);
      if (!pages) return void response.writeHead(next ? 503 : 404).end();
      dropInternalHeaders(request);
      pages.answer(request, response).catch(() => response.destroy());
    },
  );
  server.maxHeadersCount = 100;
  server.on('upgrade', (request, socket, head) => {
    if (isForLiveDoor(request.url)) void live(request, socket, head);
    else if (dev && pages && request.url?.startsWith('/_next/')) void pages.upgrade(request, socket, head);
    else socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
  });

  await startTracing();
  await listen(server, port, host);
  const address = server.address() as net.AddressInfo;
  if (isLoopbackAddress(address.address)) markLoopbackFront();
  try {
    if (next) pages = await openNext({ dir, dev, host, port: address.port, server });
  } catch (error) {
    server.close();
    throw error;
  }
  const close = async () => {
    stopping.abort();
    await closeServer(server);
    await pages?.close();
  };
  return {
    url: `http://${isLoopbackAddress(address.address) ? 'localhost' : host}:${address.port}`,
    port: address.port,
    close,
  };
}

function listen(server: http.Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function closeServer(server: http.Server): Promise<void> {
  return new Promise((resolve) => {
    // A kept-alive connection becomes idle only when its last answer is out.
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    const cut = setTimeout(() => server.closeAllConnections(), CLOSE_MS);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(cut);
      resolve();
    });
  });
}
