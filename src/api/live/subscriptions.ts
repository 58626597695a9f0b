import { z } from 'zod';
import type { ApiRequest } from '@/http/request';
import { handle } from '../router';
import type { LiveEnd, LiveMessage } from './open-session';
import { readFrames } from './read-frames';

const MOST_SUBSCRIPTIONS = 200;
const MOST_LOGS = 8;
/** What waits for a client that reads slower than it is told: beyond it the client is dropped. */
const MOST_WAITING = 5_000;
const SLOW: LiveEnd = { code: 4008, reason: 'You read slower than you are told. Come back and read on.' };

const Id = z.string().trim().min(1).max(200);
const Said = z.object({
  event: z.enum(['subscribe:flow', 'subscribe:node', 'flow:pause', 'flow:resume', 'flow:abort']),
  data: z.union([
    Id.transform((id) => ({ id })),
    z.object({ id: Id }),
    flowOrNode('flowId'),
    flowOrNode('nodeId'),
  ]),
});
function flowOrNode(name: string) {
  return z.object({ [name]: Id }).transform((given) => ({ id: String(given[name]) }));
}

/** What a client of the live channel has asked for, and what it is told because of it. */
export function openSubscriptions(request: ApiRequest) {
  const flows = new Set<string>();
  const nodes = new Set<string>();
  const logs = new Set<string>();
  const waiting: LiveMessage[] = [];
  let over: LiveEnd | null = null;
  let wake = () => {};

  const tell = (event: string, data: unknown) => {
    if (over) return;
    waiting.push({ event, data });
    if (waiting.length > MOST_WAITING) end(SLOW);
    wake();
  };
  const end = (how: LiveEnd) => {
    over ??= how;
    wake();
  };
  const refuse = (message: string) => tell('error', { code: 'BAD_REQUEST', message });

  return {
    end,
    take(text: string) {
      const said = Said.safeParse(read(text));
      if (!said.success)
        return refuse(
          'Say {"event":"subscribe:node","data":"TASK-1"}, or subscribe:flow, flow:pause, flow:resume, flow:abort.',
        );
      const { event, data } = said.data;
      if (event === 'flow:pause' || event === 'flow:resume' || event === 'flow:abort')
        void act(event, data.id);
      else if (flows.size + nodes.size >= MOST_SUBSCRIPTIONS)
        refuse('A socket follows 200 flows and nodes at most.');
      else {
        (event === 'subscribe:flow' ? flows : nodes).add(data.id);
        tell('subscribed', { [event === 'subscribe:flow' ? 'flowId' : 'nodeId']: data.id });
        if (event === 'subscribe:node' && /^TASK-\d+$/.test(data.id)) void followLive(data.id);
      }
    },
    /** An event that the client may see; it is told where it has asked for its flow or its node. */
    news(event: string, data: unknown) {
      const { nodeId, stepId, flowId, agentId } = data as Record<string, string | null>;
      const wanted = (flowId && flows.has(flowId)) || [nodeId, stepId].some((one) => one && nodes.has(one));
      if (!wanted) return;
      tell(event, data);
      if (event === 'node:started' && nodeId && agentId) void followLog(nodeId, agentId);
    },
    async *messages(): AsyncGenerator<LiveMessage, LiveEnd> {
      for (;;) {
        while (over !== SLOW && waiting.length > 0) yield waiting.shift() as LiveMessage;
        if (over) return over;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };

  async function act(event: string, flowId: string): Promise<void> {
    const path = `/api/flow/${event.slice('flow:'.length)}/${flowId}`;
    const answer = await ask('POST', path);
    const body = JSON.parse(String(answer.body ?? '{}'));
    if (answer.status >= 400) tell('error', { ...body.error, flowId });
    else tell('accepted', { event, flowId });
  }

  async function followLive(nodeId: string): Promise<void> {
    const answer = await ask('GET', `/api/tasks/${nodeId}`);
    if (answer.status !== 200) return;
    const { agentId } = JSON.parse(String(answer.body)).data;
    if (agentId) await followLog(nodeId, agentId);
  }

  /** The output of a node's agent, until it is complete; a client that follows many sees that of the first few. */
  async function followLog(nodeId: string, agentId: string): Promise<void> {
    if (logs.has(agentId) || logs.size >= MOST_LOGS) return;
    logs.add(agentId);
    try {
      const answer = await ask('GET', `/api/agents/${agentId}/logs`, 'text/event-stream');
      if (answer.status === 429) return tell('error', { ...JSON.parse(String(answer.body)).error, nodeId });
      if (answer.status !== 200 || answer.body === null || typeof answer.body === 'string') return;
      for await (const { event, data } of readFrames(answer.body as AsyncIterable<string>)) {
        if (over || event === 'end' || event === 'closed') return;
        if (event === 'log') tell('terminal:output', { nodeId, agentId, ...(data as object) });
      }
    } catch {
      // A log that cannot be read any further ends here alone: it is read again where it is asked for again.
    } finally {
      logs.delete(agentId);
    }
  }

  /** Asks the API as whoever has opened the socket. */
  function ask(method: string, path: string, accept = 'application/json') {
    const own: Record<string, string> = { accept, 'content-type': 'application/json' };
    return handle({
      ...request,
      signal: request.signal,
      method,
      path,
      search: new URLSearchParams(),
      header: (name) => own[name] ?? request.header(name),
      body: async () => new TextEncoder().encode('{}'),
    });
  }
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
