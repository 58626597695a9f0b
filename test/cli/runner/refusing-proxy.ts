import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call as it passes. */
export interface PassingCall {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  /** As it goes on: it may be changed. */
  body: Buffer;
}
/** What is answered in place of the server. */
export interface Refusal {
  status: number;
  code: string;
  message: string;
}

/** A way to a server that may answer some calls itself, as the server would. */
export interface RefusingProxy {
  url: string;
  /** Asked of each call; null lets it pass. */
  refuse: (call: PassingCall) => Refusal | null;
  close(): Promise<void>;
}

/** The server is not there at the moment. */
export const AWAY: Refusal = { status: 503, code: 'DATABASE_UNAVAILABLE', message: 'Not now.' };

/** Opens a proxy on a free port of 127.0.0.1 in front of a server there. */
export async function refusingProxy(target: string): Promise<RefusingProxy> {
  const server = createServer(async (incoming, outgoing) => {
    outgoing.on('error', () => {});
    const chunks: Buffer[] = [];
    for await (const chunk of incoming.on('error', () => {})) chunks.push(chunk as Buffer);
    const { method = '', url = '', headers } = incoming;
    const call = { method, path: url, headers, body: Buffer.concat(chunks) };
    const refusal = proxy.refuse(call);
    if (refusal) {
      const { status, code, message } = refusal;
      outgoing.writeHead(status, {
        'ao-server': '1',
        'content-type': 'application/json',
        'retry-after': '1',
      });
      outgoing.end(JSON.stringify({ error: { code, message, requestId: 'req_proxy' } }));
      return;
    }
    // Its length is another where the body was changed.
    const { 'content-length': _length, ...others } = headers;
    const sent = call.body.length > 0 ? { ...others, 'content-length': call.body.length } : headers;
    const passed = request(new URL(url, target), { method, headers: sent }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    passed.on('error', () => outgoing.destroy());
    outgoing.on('close', () => passed.destroy());
    passed.end(call.body);
  });
  const proxy: RefusingProxy = {
    url: '',
    refuse: () => null,
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  proxy.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return proxy;
}
