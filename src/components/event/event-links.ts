import type { Event } from '@/contract/event';
import type { Member } from '@/contract/member';
import { words } from '../words/event-table';

/** What an event is about, by its name and where to see it; what was deleted has no page. */
export function subjectOf(event: Event): { name: string; href: string | null } | null {
  const gone = event.type.endsWith('.deleted');
  if (event.taskId)
    return event.taskRef
      ? { name: event.taskRef, href: `/tasks/${event.taskRef}` }
      : { name: words.subject.deletedTask, href: null };
  if (typeof event.payload.runId === 'string')
    return { name: words.subject.run, href: `/flows/runs/${event.payload.runId}` };
  if (event.runnerId) return { name: words.subject.runner, href: `/runners/${event.runnerId}` };
  if (event.projectId)
    return { name: words.subject.project, href: gone ? null : `/projects/${event.projectId}` };
  return null;
}

/** Everything an event names that has a page of its own. */
export function linksOf(event: Event): { name: string; href: string }[] {
  const gone = event.type.endsWith('.deleted');
  return [
    event.taskRef && { name: event.taskRef, href: `/tasks/${event.taskRef}` },
    event.agentId && { name: words.link.agent, href: `/agents/${event.agentId}` },
    typeof event.payload.runId === 'string' && {
      name: words.link.run,
      href: `/flows/runs/${event.payload.runId}`,
    },
    event.runnerId && { name: words.link.runner, href: `/runners/${event.runnerId}` },
    event.projectId && !gone && { name: words.link.project, href: `/projects/${event.projectId}` },
  ].filter((link) => link !== null && link !== '' && link !== false);
}

/** Who did it: by name where the people are given, else in a word. */
export function actorName({ actor }: Event, people: Pick<Member, 'id' | 'name'>[] = []): string {
  const [kind = '', id] = actor.split(':');
  const known = people.find((one) => one.id === id);
  if (known) return known.name;
  const { person, runner, agent, system } = words.actor;
  return { person, runner, agent }[kind] ?? system;
}
