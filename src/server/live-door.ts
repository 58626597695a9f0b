import http, { type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { openLiveSession } from '@/api/live/open-session';
import { asRequest } from './own-door';

const PATH = /^\/api\/live(?:\?|$)/;
const SAID_MAX = 64 * 1024;
/** Bytes that may wait for a client in this process. */
const UNSENT_MAX = 1024 * 1024;
const PULSE_MS = 30_000;
const SLOW = 4008;

/** Whether somebody wants to open the live channel. */
export const isForLiveDoor = (url: string | undefined): boolean => PATH.test(url ?? '');

/** The door of the live channel: one socket for each upgrade of `/api/live`, until the client leaves or the server stops. */
export function openLiveDoor(stopping: AbortSignal) {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: SAID_MAX, perMessageDeflate: false });
  return async (incoming: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    socket.on('error', () => socket.destroy());
    const gone = new AbortController();
    const leave = () => gone.abort();
    stopping.addEventListener('abort', leave, { once: true });
    socket.once('close', () => {
      stopping.removeEventListener('abort', leave);
      leave();
    });
    const request = asRequest(incoming, gone);
    const session = await openLiveSession(request);
    if ('refused' in session) {
      const said = http.STATUS_CODES[session.refused] ?? 'Refused';
      socket.end(`HTTP/1.1 ${session.refused} ${said}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(incoming, socket, head, (client) => {
      client.on('error', () => client.terminate());
      client.on('message', (said, isBinary) => !isBinary && session.take(String(said)));
      keepAlive(client, gone.signal);
      void speak(client, session.messages);
    });
  };
}

async function speak(
  client: WebSocket,
  messages: AsyncGenerator<object, { code: number; reason: string }>,
): Promise<void> {
  for (;;) {
    const next = await messages.next();
    if (next.done) return end(client, next.value.code, next.value.reason);
    client.send(JSON.stringify(next.value));
    if (client.bufferedAmount > UNSENT_MAX) return end(client, SLOW, 'You read slower than you are told.');
  }
}

/** Says why, and cuts off who does not answer. */
function end(client: WebSocket, code: number, reason: string): void {
  client.close(code, reason);
  setTimeout(() => client.terminate(), 2_000).unref();
}

function keepAlive(client: WebSocket, gone: AbortSignal): void {
  let heard = true;
  client.on('pong', () => {
    heard = true;
  });
  const pulse = setInterval(() => {
    if (!heard) return client.terminate();
    heard = false;
    client.ping();
  }, PULSE_MS);
  client.once('close', () => clearInterval(pulse));
  gone.addEventListener('abort', () => end(client, 1001, 'The server stops.'), { once: true });
}
