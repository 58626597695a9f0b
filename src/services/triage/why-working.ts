import type { AgentKind } from '@/contract/task';
import { toWireId } from '@/lib/ids';
import { timers } from '@/lib/timers';
import { sayCommit, sayDuration, sayMoment, sayWhole } from './say';
import type { Hold, Scene } from './scene';

/** A live agent: where it is, since when, and what it does; or that nothing has been heard of it. */
export function whyWorking({ task, now }: Scene): Hold[] {
  const [agent] = task.agents;
  if (!agent?.lease) return [];
  const where = agent.runner.name;
  const link = `/agents/${toWireId('agent', agent.id)}`;
  const leftMs = agent.lease.expiresAt.getTime() - now.getTime();
  const silentMs = timers().leaseTtlMs - leftMs;
  if (leftMs < 0) {
    const untilMs = Math.max(0, leftMs + timers().leaseGraceMs);
    return [
      {
        code: 'runner',
        sentence: `${where} has not answered for ${sayDuration(silentMs)}. Its task is given to another agent in ${sayDuration(untilMs)}.`,
        link,
      },
    ];
  }
  if (task.status === 'CANCELLING')
    return [{ code: 'cancelling', sentence: `It is being cancelled: ${where} stops its agent.`, link }];
  if (agent.killRequestedAt)
    return [{ code: 'cancelling', sentence: `A person has ended its agent: ${where} stops it.`, link }];
  if (agent.pausedAt) return [{ code: 'paused', sentence: sayPaused(where, agent.pausedAt, now), link }];
  const lasted = sayDuration(now.getTime() - (agent.startedAt ?? agent.createdAt).getTime());
  const doing = agent.activity ? `: ${agent.activity}` : '';
  const does: Record<AgentKind, string> = {
    work: `works on it (attempt ${agent.attempt}) for ${lasted}${doing}`,
    verify: `runs the checks on ${sayCommit(task.headSha)} for ${lasted}${doing}`,
    merge: `merges ${sayCommit(task.headSha)} for ${lasted}`,
  };
  const pausing = agent.pauseRequestedAt ? ' A person has asked it to pause: it does at its next step.' : '';
  return [
    {
      code: agent.kind === 'verify' ? 'checks' : 'none',
      sentence: `${sayWhole(`${where} ${does[agent.kind]}`)}${pausing}`,
      link,
    },
  ];
}

function sayPaused(where: string, since: Date, now: Date): string {
  return `Its agent on ${where} is paused by a person since ${sayMoment(since, now)} (${sayDuration(now.getTime() - since.getTime())}).`;
}
