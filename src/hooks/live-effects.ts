import type { EventType } from '@/contract/event';

const TASK = [
  'listTasks',
  'getTask',
  'whyTask',
  'getProof',
  'getChanges',
  'getStats',
  'listEvents',
  'listLocks',
  'listAgents',
];
const AGENT = [
  'listAgents',
  'getAgent',
  'listTasks',
  'getTask',
  'whyTask',
  'getStats',
  'listEvents',
  'listRunners',
  'getRunner',
];
const EXCEPTION = [
  'listExceptions',
  'getException',
  'getStats',
  'whyTask',
  'listEvents',
  'getTask',
  'listTasks',
];
const RUNNER = [
  'listRunners',
  'getRunner',
  'getStats',
  'getEnrollment',
  'listProjects',
  'getProject',
  'listEvents',
  'whyTask',
];
const PROJECT = ['listProjects', 'getProject', 'listEvents'];

const BY_NOUN: Record<string, string[]> = {
  task: TASK,
  agent: AGENT,
  check: ['getProof', 'getStats'],
  verify: ['getProof', 'getTask', 'getStats', 'listEvents'],
  exception: EXCEPTION,
  lock: ['listLocks', 'whyTask'],
  runner: RUNNER,
  project: PROJECT,
  enrollment: ['getEnrollment'],
};

/** Which endpoints' answers an event makes stale. */
export function staleAfter(type: EventType): string[] {
  if (type === 'agent.log') return [];
  if (type === 'agent.progress') return ['listAgents', 'getAgent', 'listTasks', 'getTask'];
  return BY_NOUN[type.slice(0, type.indexOf('.'))] ?? [];
}
