import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DEFAULT_TIMERS } from '@/contract/protocol';

/** What the runner said of one agent. */
export interface Told {
  outcome: string;
  reason: string | null;
  message: string;
}

export interface ScriptedServer {
  url: string;
  /** The timers of the next session. */
  timers: Record<string, number>;
  projects: object[];
  /** Answers to claims, one each, whatever they are; then there is no work. */
  claims: unknown[];
  /** Results by agent id. */
  told: Map<string, Told>;
  close(): Promise<void>;
}

/** A server that speaks the runner's protocol and says whatever a test wants it to say. */
export async function startScriptedServer(): Promise<ScriptedServer> {
  const stored = new Map<string, number>();
  const script = {
    timers: { ...DEFAULT_TIMERS, pollHoldMs: 100, pollAfterMs: 20 } as Record<string, number>,
    projects: [] as object[],
    claims: [] as unknown[],
    told: new Map<string, Told>(),
  };
  const answer = (method: string, path: string, url: URL, body: Buffer): unknown => {
    const agent = /agents\/([^/]+)\//.exec(path)?.[1] ?? '';
    const json = () => JSON.parse(body.toString('utf8'));
    if (path.endsWith('/token'))
      return { accessToken: 'aor_x', expiresInMs: 3_600_000, serverTime: new Date().toISOString() };
    if (path.endsWith('/sessions'))
      return {
        projects: script.projects,
        projectsVersion: '1',
        sessionEpoch: 1,
        timers: script.timers,
        features: ['refusals'],
        adopt: [],
        drop: [],
      };
    if (path.endsWith('/projects')) return { projects: script.projects, projectsVersion: '1' };
    if (path.endsWith('/claims'))
      return script.claims.length > 0
        ? script.claims.shift()
        : { assignment: null, pollAfterMs: 20, projectsVersion: '1' };
    if (path.endsWith('/heartbeat')) return { desired: 'run', leaseTtlMs: 60_000 };
    if (path.endsWith('/start')) return { desired: 'run' };
    if (path.endsWith('/logs')) {
      const next = Number(url.searchParams.get('off')) + body.length;
      stored.set(agent, next);
      return { next, duplicate: false, desired: 'run' };
    }
    if (path.endsWith('/result')) {
      script.told.set(agent, json());
      return { accepted: true, taskStatus: 'NEEDS_HUMAN' };
    }
    return method === 'DELETE' ? { closed: true } : {};
  };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://x');
    const said = answer(request.method ?? '', url.pathname, url, await bodyOf(request));
    response.writeHead(200, { 'ao-server': '1', 'content-type': 'application/json' });
    response.end(typeof said === 'string' ? said : JSON.stringify({ data: said }));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return Object.assign(script, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  });
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
