import type { Agent } from '@/contract/agent';
import type { Event, EventType } from '@/contract/event';
import { words } from '../words/task-events';
import { reasonWords } from './reason-words';

const QUIET: EventType[] = [
  'agent.log',
  'agent.progress',
  'agent.claimed',
  'lock.granted',
  'lock.released',
  'task.updated',
];

/** What agents do every few seconds: hidden from lists of events until someone asks. */
export const isQuiet = (type: EventType) => type === 'agent.log' || type === 'agent.progress';

/** What happened, without what the payload adds. */
export const typeWords = (type: EventType) => words.types[type];

/** Events that tell people something; the others are noise in a feed. */
export const isWorthShowing = (event: Event) => !QUIET.includes(event.type);

/** Events after which the reason says something that the event itself does not. */
const REASONED: EventType[] = [
  'task.blocked',
  'task.needs_human',
  'task.failed',
  'task.queued',
  'task.skipped',
  'agent.lost',
  'agent.ended',
];

/** An event in a few words, with what its payload adds. */
export function eventWords(event: Event): string {
  const added = addedBy(event);
  const type = words.types[event.type];
  return added ? `${type}: ${added}` : type;
}

function addedBy({ type, payload }: Event): string | null {
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
  if (REASONED.includes(type)) return reasonWords(text(payload.reason));
  if (type === 'exception.opened') return text(payload.title);
  if (type === 'agent.supervised' || type === 'task.recovered') return text(payload.sentence);
  if (type === 'check.finished') return [text(payload.name), text(payload.status)].filter(Boolean).join(' ');
  return text(payload.name) ?? text(payload.path) ?? text(payload.nodeId);
}

/** Who did it, as people name them; `agents` are those of the event's task. */
export function actorWords(event: Event, agents: readonly Agent[]): string {
  const agent = agents.find(({ id }) => id === event.agentId);
  const [kind = ''] = event.actor.split(':');
  if (kind === 'agent') return agent ? words.attempt(agent.attempt) : words.agent;
  if (kind === 'runner')
    return agents.find(({ runnerId }) => runnerId === event.runnerId)?.runnerName ?? words.runner;
  return kind === 'system' || kind === 'cron' ? words.system : words.person;
}
