import { setTimeout as sleep } from 'node:timers/promises';
import { noteMessages, takeMessages } from '@/contract/attempt';
import type { AgentMessage } from '@/contract/message';
import type { EngineSession } from '../engines/engine';
import { withRetries } from '../server/retry';
import { type SignedRules, whyMessageNotSigned } from '../signing/check-signed';
import type { LiveAgent } from './live-agent';
import { messagePrompt } from './prompt';

const WAIT_MS = 20_000;
const PAUSE_MS = 100;

/** What people say to an agent while it works. */
export interface Mail {
  /** From now on each message goes to the session as it comes; between turns it waits. */
  passTo(session: EngineSession): void;
  /** What waits for the next turn, as text with the ids of its messages. */
  take(): { text: string; ids: string[] };
  /** Asks once, now; whether anything waits. */
  look(): Promise<boolean>;
  /** The model has these. */
  heard(ids: string[]): void;
  /** Ends it when every receipt has been given, or the agent is no longer ours. */
  close(): Promise<void>;
}

/** Listens for an agent's messages. `inConversation` knows those that its session heard under an earlier agent. */
export function openMail(
  agent: LiveAgent,
  rules: SignedRules,
  inConversation: (id: string) => boolean,
): Mail {
  const { agentId, taskId } = agent.assignment;
  const closed = new AbortController();
  const signal = AbortSignal.any([agent.signal, closed.signal]);
  const known = new Set<string>();
  const spent = new Set<string>();
  let waiting: AgentMessage[] = [];
  let session: EngineSession | null = null;
  let after = 0;
  let noted: Promise<unknown> = Promise.resolve();

  const note = (body: { delivered: string[]; seen: string[] }) => {
    noted = noted.then(() =>
      withRetries(() => agent.call(noteMessages, { params: { id: agentId }, body, signal: agent.signal }), {
        signal: agent.signal,
      }).catch(() => {}),
    );
  };
  // The runner says things of its own as well: no person waits for a receipt of them.
  const heard = (ids: string[]) => {
    const seen = ids.filter((id) => known.has(id));
    if (seen.length > 0) note({ delivered: [], seen });
  };
  const receive = (messages: AgentMessage[]) => {
    for (const message of messages) {
      after = Math.max(after, message.seq);
      if (known.has(message.id)) continue;
      known.add(message.id);
      const why = whyMessageNotSigned(message, taskId, rules, Date.now());
      const again = message.signature !== null && spent.has(message.signature);
      if (message.signature !== null) spent.add(message.signature);
      if (why || (again && rules.requireSignedTasks)) {
        agent.log.note(`A message was not passed on: ${why ?? 'it was said before'}.`);
        note({ delivered: [message.id], seen: [] });
      } else if (inConversation(message.id)) heard([message.id]);
      else if (session?.tell({ id: message.id, text: messagePrompt(message) })) {
        agent.log.note('A person’s message was passed on.');
        note({ delivered: [message.id], seen: [] });
      } else waiting.push(message);
    }
  };
  const ask = async (waitMs: number) => {
    const { messages, desired } = await withRetries(
      () =>
        agent.call(takeMessages, {
          params: { id: agentId },
          query: { after, waitMs },
          signal,
          timeoutMs: waitMs + 20_000,
        }),
      { signal },
    );
    agent.onDesired(desired);
    receive(messages);
  };
  const listen = async () => {
    while (!signal.aborted) {
      await ask(WAIT_MS);
      await sleep(PAUSE_MS, undefined, { signal });
    }
  };

  return {
    passTo: (to) => {
      session = to;
      // A lost lease is told by the heartbeat; a server that knows no messages has none.
      listen().catch(() => {});
    },
    take: () => {
      const taken = waiting;
      waiting = [];
      const ids = taken.map(({ id }) => id);
      if (ids.length > 0) note({ delivered: ids, seen: [] });
      return { text: taken.map(messagePrompt).join('\n\n'), ids };
    },
    look: async () => {
      await ask(0).catch(() => {});
      return waiting.length > 0;
    },
    heard,
    close: async () => {
      closed.abort();
      await noted;
    },
  };
}
