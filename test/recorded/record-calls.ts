import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import { ENDPOINTS } from '@/contract/endpoints';
import { PROTOCOL } from '@/contract/protocol';
import { chainDigest, frame } from '../support/protocol-runner';
import { leavesOf, type RecordedCall, type Recording } from './recording';

const KEPT = ['authorization', 'ao-protocol', 'ao-session', 'ao-sha256', 'content-type'];
/** What a server makes up and is told again: ids, refs, tokens, and the version of the projects. */
const MADE_UP = /^([a-z]+_[0-9a-f]{32}|[A-Z]+-\d+|ao[a-z]*_\S+|eyJ\S+|\d+\.\d{10,})$/;

interface Heard extends RecordedCall {
  answer: unknown;
}

/** Passes calls on to a server and writes down those that it took. `stop` gives them, without what is of one machine alone. */
export async function startRecorder(target: string) {
  const heard: Heard[] = [];
  // Every header goes on as it came: who calls proves itself for the address that it called.
  const server = createServer(async (incoming, response) => {
    const given = await buffer(incoming);
    const { method, url, headers } = incoming;
    const { hostname, port } = new URL(target);
    const onward = request({ hostname, port, method, path: url, headers }, async (answer) => {
      const bytes = await buffer(answer).catch(() => null);
      if (!bytes) return response.destroy();
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      response.end(bytes);
      note(incoming, given, answer.statusCode ?? 502, bytes);
    });
    onward.on('error', () => response.destroy());
    incoming.on('close', () => response.writableEnded || onward.destroy());
    onward.end(given);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));

  const note = (incoming: IncomingMessage, given: Buffer, status: number, bytes: Buffer) => {
    const path = incoming.url ?? '/';
    const endpoint = ENDPOINTS.find(
      (one) =>
        one.method === incoming.method &&
        new RegExp(`^${one.path.replace(/:\w+/g, '[^/]+')}$`).test(path.split('?')[0] ?? ''),
    );
    if (!endpoint || status >= 300) return;
    const isJson = incoming.headers['content-type'] === 'application/json';
    heard.push({
      ...{ endpoint: endpoint.name, method: endpoint.method, path, status },
      headers: headersOf(incoming),
      ...(given.length === 0
        ? {}
        : isJson
          ? { body: JSON.parse(given.toString()) }
          : { bytes: given.toString('base64') }),
      answer: (JSON.parse(bytes.toString()) as { data: unknown }).data,
    });
  };

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: (places: Record<string, string>): Recording => {
      server.close();
      server.closeAllConnections();
      const calls = withVariables(withOwnLogs(heard.filter(isNews())));
      let text = JSON.stringify(calls);
      for (const [place, name] of Object.entries(places)) text = text.replaceAll(place, name);
      const names = new Set(heard.map(({ endpoint }) => endpoint));
      return {
        protocol: PROTOCOL,
        calls: JSON.parse(text) as RecordedCall[],
        answers: Object.fromEntries(
          ENDPOINTS.filter(({ name, path }) => names.has(name) && path.startsWith('/api/runner/')).map(
            ({ name, returns }) => [
              name,
              z.toJSONSchema(returns, { io: 'output', unrepresentable: 'any' }) as Record<string, unknown>,
            ],
          ),
        ),
      };
    },
  };
}

const headersOf = ({ headers }: IncomingMessage) =>
  Object.fromEntries(
    KEPT.flatMap((name) => (typeof headers[name] === 'string' ? [[name, headers[name]]] : [])),
  ) as Record<string, string>;

/** Leaves out what people only look at, and all but two of what is asked again and again and brings nothing. */
function isNews() {
  const times = new Map<string, number>();
  return ({ endpoint, method, path, answer }: Heard) => {
    if (method === 'GET' && !path.startsWith('/api/runner/')) return false;
    const said = JSON.stringify(answer);
    if (endpoint === 'claim' && !said.includes('"agentId"')) return false;
    const key = `${endpoint} ${path} ${said.length}`;
    times.set(key, (times.get(key) ?? 0) + 1);
    return endpoint === 'claim' || times.get(key)! <= 2;
  };
}

/** Logs in words of ours: what an engine says names the machine it runs on. */
function withOwnLogs(calls: Heard[]): Heard[] {
  const logs = new Map<string, Buffer[]>();
  return calls.map((call) => {
    const agent = /agents\/(agent_[0-9a-f]+)/.exec(call.path)?.[1] ?? '';
    const chunks = logs.get(agent) ?? [];
    logs.set(agent, chunks);
    if (call.endpoint === 'appendLogs') {
      const chunk = frame(3, `chunk ${chunks.length}\n`);
      const off = chunks.reduce((sum, { length }) => sum + length, 0);
      chunks.push(chunk);
      const headers = { ...call.headers, 'ao-sha256': sha256(chunk) };
      return {
        ...call,
        headers,
        bytes: chunk.toString('base64'),
        path: call.path.replace(/off=\d+/, `off=${off}`),
      };
    }
    if (call.endpoint !== 'finishAgent') return call;
    const logBytes = chunks.reduce((sum, { length }) => sum + length, 0);
    return { ...call, body: { ...(call.body as object), logBytes, logDigest: chainDigest(chunks) } };
  });
}

/** Names what an earlier answer brought where a later call says it. */
function withVariables(calls: Heard[]): RecordedCall[] {
  const known = new Map<string, string>();
  const named = (text: string) => {
    let out = text;
    for (const [value, name] of [...known].sort(([a], [b]) => b.length - a.length))
      out = out.replaceAll(value, name);
    return out;
  };
  return calls.map(({ answer, ...call }, n) => {
    const { 'ao-session': session, ...headers } = call.headers;
    const said = JSON.parse(named(JSON.stringify({ ...call, headers }))) as RecordedCall;
    if (session) said.headers['ao-session'] = '{{session}}';
    if (call.endpoint === 'issueToken') said.body = { assertion: '{{assertion}}' };
    if (call.endpoint === 'enrollRunner')
      said.body = { ...(said.body as object), publicJwk: '{{publicJwk}}' };
    for (const [path, leaf] of leavesOf(answer))
      if (typeof leaf === 'string' && MADE_UP.test(leaf) && !known.has(leaf))
        known.set(leaf, `{{${n}:${path}}}`);
    return said;
  });
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
