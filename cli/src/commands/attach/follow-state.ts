import type { Agent } from '@/contract/agent';
import { Event, streamEvents } from '@/contract/event';
import { getException } from '@/contract/exception';
import { whyTask } from '@/contract/task-calls';
import { type Dashboard, notForUs } from '../../server/dashboard';
import { followStream } from '../../server/follow-stream';
import { emit, sayOf } from '../../terminal/say';

/** Events after which a task may stand elsewhere. */
const MOVES =
  /^(task|agent\.(paused|resumed|pause_requested|kill_requested|supervised|lost)|exception\.resolved)/;

/** Says where an agent's task stands, each time that changes, and what the agent asks and has heard; until the signal. */
export async function followState(
  dashboard: Dashboard,
  agent: Agent,
  { tellHeard, signal }: { tellHeard(): Promise<void>; signal: AbortSignal },
): Promise<void> {
  const ref = agent.taskRef;
  let told = '';
  const tell = async () => {
    const { sentence } = await dashboard.call(whyTask, { params: { id: ref } });
    if (sentence === told || signal.aborted) return;
    told = sentence;
    sayOf(ref, sentence);
    emit('task.state', { taskRef: ref, sentence });
  };
  await tell();
  const events = followStream(dashboard.origin, streamEvents, {
    options: { query: { taskId: ref } as never },
    // The log tells of cuts; this goes on as it does.
    onCut: () => {},
    signal,
  });
  try {
    for await (const { event, data } of events) {
      if (event === 'closed') return;
      if (event === 'message.seen') await tellHeard();
      if (event === 'exception.opened') await tellAsked(dashboard, Event.parse(JSON.parse(data)));
      if (MOVES.test(event)) await tell();
    }
  } catch (error) {
    if (!signal.aborted) throw notForUs(dashboard.origin, error);
  }
}

async function tellAsked(dashboard: Dashboard, { exceptionId }: Event): Promise<void> {
  if (!exceptionId) return;
  const { ref, taskRef, title } = await dashboard.call(getException, { params: { id: exceptionId } });
  sayOf(taskRef, `${ref} needs you: ${title} See its options: agent-orchestrator exceptions show ${ref}`);
  emit('exception.opened', { ref, taskRef, title });
}
