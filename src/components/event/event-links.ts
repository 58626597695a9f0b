import type { Event } from '@/contract/event';
import type { Member } from '@/contract/member';
import { words } from '../words/event-table';

const hasProject = ({ type, projectId, projectName }: Event) =>
  projectId !== null && projectName !== null && type !== 'project.deleted';

/** The page of an event's run, which goes with its project. */
const runOf = (event: Event) =>
  typeof event.payload.runId === 'string'
    ? { name: words.subject.run, href: hasProject(event) ? `/flows/runs/${event.payload.runId}` : null }
    : null;

/** What an event is about, by its name and where to see it; what was deleted has no page. */
export function subjectOf(event: Event): { name: string; href: string | null } | null {
  if (event.taskId)
    return event.taskRef
      ? { name: event.taskRef, href: `/tasks/${event.taskRef}` }
      : { name: words.subject.deletedTask, href: null };
  const run = runOf(event);
  if (run) return run;
  if (event.runnerId) return { name: words.subject.runner, href: `/runners/${event.runnerId}` };
  if (event.projectId)
    return { name: words.subject.project, href: hasProject(event) ? `/projects/${event.projectId}` : null };
  return null;
}

/** Everything an event names that has a page of its own. */
export function linksOf(event: Event): { name: string; href: string }[] {
  const run = runOf(event);
  return [
    event.taskRef && { name: event.taskRef, href: `/tasks/${event.taskRef}` },
    event.agentId && event.taskRef && { name: words.link.agent, href: `/agents/${event.agentId}` },
    run?.href && { name: words.link.run, href: run.href },
    event.runnerId && { name: words.link.runner, href: `/runners/${event.runnerId}` },
    hasProject(event) && { name: words.link.project, href: `/projects/${event.projectId}` },
  ].filter((link) => typeof link === 'object' && link !== null);
}

/** Who did it: by name where the people are given, else in a word. */
export function actorName({ actor }: Event, people: Pick<Member, 'id' | 'name'>[] = []): string {
  const [kind = '', id] = actor.split(':');
  const known = people.find((one) => one.id === id);
  if (known) return known.name;
  const { person, runner, agent, system } = words.actor;
  return { person, runner, agent }[kind] ?? system;
}
