import type { Command, Outcomes } from '../commands';
import type { World } from './world';

/** States that a command has shown. */
export function notice(world: World, command: Command, outcome: Outcomes): void {
  const { rows } = world.model;
  if ('refused' in outcome) {
    if (outcome.refused === 'LEASE_LOST') world.saw('a stale write is refused');
    if (outcome.refused === 'LOG_GAP') world.saw('a chunk leaves a gap');
    if (outcome.refused === 'LOG_CONFLICT') world.saw('a chunk conflicts with what is stored');
    if (outcome.refused === 'LOG_INCOMPLETE') world.saw('a result comes before its log');
    if (outcome.refused === 'RESULT_CONFLICT') world.saw('a second result is refused');
    return;
  }
  const value = outcome.value as Record<string, unknown>;
  if (command.do === 'append' && value.duplicate) world.saw('a chunk arrives twice');
  if (command.do === 'open' && (value.adopt as unknown[]).length > 0)
    world.saw('an agent is adopted by a new session');
  if (command.do === 'lock' && !value.granted) world.saw('a lock is refused');
  if (command.do === 'cancel' && value.status === 'CANCELLING') world.saw('a task is cancelled at work');
  if (command.do === 'kill') world.saw('a person ends an agent');
  if (command.do === 'retry') world.saw('a person lets a task try again');
  if (command.do === 'claim') {
    if (value.state === 'superseded') world.saw('a claim of an older session is refused');
    if (value.state === 'granted') {
      const { agentId } = value.granted as { agentId: string };
      if (world.granted.has(agentId)) world.saw('a claim is repeated and gets its grant again');
      world.granted.add(agentId);
    }
    if (value.state === 'paused') world.saw('a runner with all it may have gets no more');
  }
  const last = rows.events.at(-1);
  if (command.do === 'finish' && last?.type === 'task.completed') world.saw('a task is completed');
}

/** States that only the rows can tell, at the end of a schedule. */
export function noticeAtEnd(world: World): void {
  const { rows } = world.model;
  for (const agent of rows.agents.values()) {
    if (agent.status === 'lost') world.saw('an agent is lost');
    if (agent.attempt > 1 && agent.kind === 'work') world.saw('a task is taken over by another agent');
  }
  for (const runner of rows.runners.values()) if (runner.trusted > 0) world.saw('a runner is suspect');
  const blocked = new Set<string>();
  for (const { type, taskId } of rows.events) {
    if (!taskId) continue;
    if (type === 'task.completed') world.saw('a task is completed');
    if (type === 'task.needs_human') world.saw('a task needs a person');
    if (type === 'verify.failed') world.saw('checks fail and the task goes back');
    if (type === 'task.blocked') {
      world.saw('a task waits for a lock');
      blocked.add(taskId);
    }
    if (type === 'task.assigned' && blocked.has(taskId)) world.saw('a waiter gets its turn');
  }
}
