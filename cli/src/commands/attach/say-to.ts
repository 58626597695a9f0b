import type { Agent } from '@/contract/agent';
import { sendMessage } from '@/contract/message';
import type { Dashboard } from '../../server/dashboard';
import { signMessage } from '../../signing/sign-message';
import { explainError } from '../../terminal/explain-error';
import { emit, say, warn } from '../../terminal/say';

/** Says something to an agent. What goes wrong is told and ends nothing: it can be said again. */
export async function sayTo(
  dashboard: Dashboard,
  agent: Agent,
  text: string,
  { sign }: { sign?: boolean },
): Promise<void> {
  try {
    const signature = sign ? signMessage(agent.taskId, text) : undefined;
    const message = await dashboard.call(sendMessage, {
      params: { id: agent.id },
      body: { text, signature },
    });
    say('Sent. The agent hears it after the tool call it is in.');
    emit('message.sent', { messageId: message.id, text: message.text });
  } catch (error) {
    warn(`It was not sent: ${explainError(error).message}`);
  }
}
