import type { Agent } from '@/contract/agent';
import { listAgentMessages } from '@/contract/message';
import type { Dashboard } from '../../server/dashboard';
import { cleanLine } from '../../terminal/clean-text';
import { emit, sayOf } from '../../terminal/say';

/** A teller of messages that an agent has come to see from now on: called when there may be some, it tells each once. */
export async function heardTeller(dashboard: Dashboard, agent: Agent): Promise<() => Promise<void>> {
  const seen = async () =>
    (await dashboard.call(listAgentMessages, { params: { id: agent.id } })).filter(
      ({ state }) => state === 'seen',
    );
  const told = new Set((await seen()).map(({ id }) => id));
  return async () => {
    for (const { id, text } of await seen()) {
      if (told.has(id)) continue;
      told.add(id);
      sayOf(agent.taskRef, `The agent has heard: ${cleanLine(text, 120)}`);
      emit('message.seen', { messageId: id, text });
    }
  };
}
