import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** What happens to one request on its way to the server, or to its answer on the way back. */
export type Fault =
  | { kind: 'latency'; ms: number }
  /** Never arrives; nothing is ever answered, no connection is closed. */
  | { kind: 'lose-request' }
  /** Arrives; its answer does not. */
  | { kind: 'lose-answer' }
  | { kind: 'reset' }
  | { kind: 'reset-answer' }
  | { kind: 'twice' }
  /** Answered by somebody who is not the server. */
  | { kind: 'answer'; status: number; headers: Record<string, string>; body: string }
  /** The answer byte by byte, or only its first bytes. */
  | { kind: 'slice'; pauseMs: number }
  | { kind: 'limit'; bytes: number }
  /** The server has done it; then this happens, and the answer never leaves. */
  | { kind: 'done-then'; run(): Promise<void> };

export interface Seen {
  method: string;
  path: string;
}

/** A way to a server on which anything may happen, one per machine. */
export interface FaultProxy {
  url: string;
  /** Asked for each request; null lets it pass. */
  decide: (seen: Seen) => Fault | null;
  /** How many requests each fault has met. */
  met: Map<Fault['kind'], number>;
  requests: number;
  close(): Promise<void>;
}

/** Opens a proxy on a free port of 127.0.0.1 in front of a server. `tell` gets one line of history a request. */
export async function startFaultProxy(
  target: string,
  tell: (line: object) => void = () => {},
): Promise<FaultProxy> {
  const agent = new http.Agent({ keepAlive: true });
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    try {
      for await (const piece of request) chunks.push(piece as Buffer);
    } catch {
      return;
    }
    proxy.requests++;
    const seen = { method: request.method ?? 'GET', path: request.url ?? '/' };
    const fault = proxy.decide(seen);
    if (fault) proxy.met.set(fault.kind, (proxy.met.get(fault.kind) ?? 0) + 1);
    const status = await meet(fault, request, Buffer.concat(chunks), response).catch(() => {
      response.destroy();
      return 'broken';
    });
    tell({ ...seen, fault: fault?.kind ?? null, status });
  });

  async function meet(
    fault: Fault | null,
    request: http.IncomingMessage,
    body: Buffer,
    response: http.ServerResponse,
  ): Promise<number | string> {
    if (fault?.kind === 'lose-request') return 'lost';
    if (fault?.kind === 'reset') {
      request.socket.destroy();
      return 'reset';
    }
    if (fault?.kind === 'answer') {
      response.writeHead(fault.status, fault.headers).end(fault.body);
      return fault.status;
    }
    if (fault?.kind === 'latency') await pause(fault.ms);
    const answer = await forward(request, body);
    if (fault?.kind === 'twice') await forward(request, body);
    if (fault?.kind === 'lose-answer') return `${answer.status} lost`;
    if (fault?.kind === 'done-then') await fault.run();
    if (fault?.kind === 'reset-answer' || fault?.kind === 'done-then') {
      request.socket.destroy();
      return `${answer.status} reset`;
    }
    response.writeHead(answer.status, answer.headers);
    if (fault?.kind === 'limit') {
      response.write(answer.body.subarray(0, fault.bytes));
      await pause(20);
      request.socket.destroy();
    } else if (fault?.kind === 'slice') {
      for (const byte of answer.body) {
        response.write(Buffer.from([byte]));
        await pause(fault.pauseMs);
      }
      response.end();
    } else response.end(answer.body);
    return answer.status;
  }

  async function forward(request: http.IncomingMessage, body: Buffer) {
    const { port } = new URL(target);
    const out = http.request({
      host: '127.0.0.1',
      port,
      agent,
      method: request.method,
      path: request.url,
      headers: { ...request.headers, host: request.headers.host },
    });
    out.end(body);
    const [answer] = (await once(out, 'response')) as [http.IncomingMessage];
    const pieces: Buffer[] = [];
    for await (const piece of answer) pieces.push(piece as Buffer);
    return { status: answer.statusCode ?? 502, headers: answer.headers, body: Buffer.concat(pieces) };
  }

  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const proxy: FaultProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    decide: () => null,
    met: new Map(),
    requests: 0,
    close: async () => {
      server.closeAllConnections();
      agent.destroy();
      await new Promise((done) => server.close(done));
    },
  };
  return proxy;
}
