import type { Event } from './event';

/** The names of a flow's live channel for events, as clients of other orchestrators know them. */
type LiveName =
  | 'flow:started'
  | 'flow:completed'
  | 'flow:failed'
  | 'node:started'
  | 'node:completed'
  | 'node:failed'
  | 'files:changed';

/** An event under the name that the channel has for it. */
interface LiveNews {
  name: LiveName;
  data: {
    /** The node, or the task that is one. */
    nodeId: string | null;
    /** The step of a run, by its own id. */
    stepId?: string;
    flowId: string | null;
    agentId: string | null;
    files?: string[];
    reason?: string;
    event: Event;
  };
}

const NAMES: Record<string, LiveName> = {
  'flow.started': 'flow:started',
  'flow.completed': 'flow:completed',
  'flow.failed': 'flow:failed',
  'flow.cancelled': 'flow:failed',
  'agent.started': 'node:started',
  'node.completed': 'node:completed',
  'node.failed': 'node:failed',
  'node.skipped': 'node:failed',
  'task.completed': 'node:completed',
  'task.failed': 'node:failed',
  'task.cancelled': 'node:failed',
  'task.skipped': 'node:failed',
};
const OF_HOOKS: Record<string, LiveName> = {
  'agent-complete': 'node:completed',
  'agent-error': 'node:failed',
  'file-changed': 'files:changed',
};

/** What the live channel says of an event; null where it has no name for it. */
export function liveNewsOf(event: Event): LiveNews | null {
  const { type, payload, taskRef, agentId } = event;
  const name = nameOf(type, payload);
  if (!name) return null;
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  const reason = text(payload.reason);
  return {
    name,
    data: {
      nodeId: text(payload.nodeId) ?? taskRef,
      flowId: text(payload.runId) ?? text(payload.flowId),
      agentId,
      ...(text(payload.id) ? { stepId: String(payload.id) } : {}),
      ...(Array.isArray(payload.files) ? { files: payload.files.map(String) } : {}),
      ...(reason ? { reason } : {}),
      event,
    },
  };
}

function nameOf(type: string, payload: Event['payload']): LiveName | undefined {
  if (type === 'hook.called') return OF_HOOKS[String(payload.kind)];
  // A step with a task has begun when its agent has.
  if (type === 'node.started') return payload.kind === 'task' ? undefined : 'node:started';
  if (type === 'agent.ended') return Array.isArray(payload.files) ? 'files:changed' : undefined;
  return NAMES[type];
}
